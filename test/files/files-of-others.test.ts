import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { simulate } from '../../src/index.ts';
import { loadScenario } from '../../src/node.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Contents = string | Uint8Array;

/** The first run of a scenario beside these files: its parts are merged into two workers that take 1 s for a clock, two clocks of bsp. */
async function runOf(
  files: Readonly<Record<string, Contents>>,
  workload: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
) {
  const folder = temporaryFolder();
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
  const file = join(folder, 'scenario.json');
  const scenario = {
    name: 'test',
    cluster: { workers: 2 },
    workload: {
      model: 'logistic-regression',
      batchSize: '100%',
      computeTime: { perBatch: '1 s' },
      ...workload,
    },
    training: { learningRate: 0.5 },
    stop: { maxClocks: 2 },
    algorithms: ['bsp'],
    ...rest,
  };
  writeFileSync(file, JSON.stringify(scenario));
  const loaded = await loadScenario(file);
  const { result } = simulate(loaded.scenario, {
    files: loaded.files,
    ...(loaded.data && { data: loaded.data }),
  }).runs[0]!;
  return { result, data: loaded.data };
}

/**
 * The logistic objective after two steps of gradient descent on all rows at rate 0.5: two workers with equally many rows, whose updates bsp
 * averages, do just that.
 */
function afterTwoSteps(rows: readonly (readonly number[])[], labels: readonly (1 | -1)[]): number {
  let w = rows[0]!.map(() => 0);
  const score = (row: readonly number[]) => row.reduce((sum, x, j) => sum + x * w[j]!, 0);
  for (let step = 0; step < 2; step++) {
    const slopes = rows.map((row, i) => -labels[i]! / (1 + Math.exp(labels[i]! * score(row))));
    w = w.map(
      (value, j) => value - (0.5 / rows.length) * rows.reduce((sum, row, i) => sum + slopes[i]! * row[j]!, 0),
    );
  }
  return rows.reduce((sum, row, i) => sum + Math.log1p(Math.exp(-labels[i]! * score(row))), 0) / rows.length;
}

const objectiveOf = async (...given: Parameters<typeof runOf>) => (await runOf(...given)).result.objective;

const svm = '1 1:0.5 2:1\n-1 2:1\n1 1:2\n-1 2:3\n';
const zeros = new Uint8Array(512);

test('zero bytes behind a gzip file change nothing', async () => {
  const expected = afterTwoSteps([[0.5, 1], [0, 1], [2, 0], [0, 3]], [1, -1, 1, -1]); // biome-ignore format: rows
  expect(expected).toBeCloseTo(0.52461, 5);
  const packed = { 'a.svm.gz': Buffer.concat([gzipSync(svm), zeros]) };
  expect(await objectiveOf({ 'a.svm': svm }, { data: { file: 'a.svm' } })).toBeCloseTo(expected, 12);
  expect(await objectiveOf(packed, { data: { file: 'a.svm.gz' } })).toBeCloseTo(expected, 12);
});

test('members of a gzip file are all read, with and without padding between them', async () => {
  const expected = afterTwoSteps([[1], [2], [3], [4]], [-1, 1, -1, 1]);
  expect(expected).toBeCloseTo(0.67633, 5);
  const members = [gzipSync('a,label\n1,0\n2,1\n'), gzipSync('3,0\n4,1\n')] as const;
  const files = {
    'joined.csv.gz': Buffer.concat(members),
    'padded.csv.gz': Buffer.concat([members[0], zeros, members[1], zeros]),
  };
  for (const file of Object.keys(files)) {
    expect(await objectiveOf(files, { data: { file, label: 'label' } })).toBeCloseTo(expected, 12);
  }
});

const lineEnds = ['\n', '\r\n', '\r'];
const endings = lineEnds.flatMap((first) => lineEnds.map((rest) => [first, rest] as const));

test.each(endings)(
  'data, traces and profiles may have any line ends, the first %j and the others %j',
  async (first, rest) => {
    const written = (...lines: readonly string[]) => lines[0] + first + lines.slice(1).join(rest);
    const data = {
      'm.csv': written('a,b,label', '1,2,0', '3,4,1'),
      'm.svm': written('-1 1:1 2:2', '1 1:3 2:4', ''),
    };
    const expected = afterTwoSteps([[1, 2], [3, 4]], [-1, 1]); // biome-ignore format: rows
    expect(await objectiveOf(data, { data: { file: 'm.csv', label: 'label' } })).toBeCloseTo(expected, 12);
    expect(await objectiveOf(data, { data: { file: 'm.svm' } })).toBeCloseTo(expected, 12);

    // By hand: two clocks of 1 + 2 s and 3 + 4 s without waiting; at half the speed from 1 s on, 2 s of work take 1 + 2 s.
    const trace = written(
      '# from the other machine',
      'worker,clock,compute_s',
      '0,0,1',
      '0,1,2',
      '1,0,3',
      '1,1,4',
    );
    expect(await secondsOf({ trace })).toBe(7);
    expect(await secondsOf({ profile: written('# time speed', '0 1', '1 0.5') })).toBe(3);
    expect(await secondsOf({ profile: written('time,factor', '0,1', '1,2') })).toBe(3);
  },
);

/** How long two clocks of asp take with a straggler that a file describes. */
async function secondsOf(file: Readonly<Record<string, Contents>>): Promise<number> {
  const [kind] = Object.keys(file);
  const timing = { model: 'none', parameters: 1, batchSize: undefined, computeTime: { perBatch: '1 s' } };
  const { result } = await runOf({ course: file[kind!]! }, timing, {
    cluster: { workers: 2, stragglers: [{ kind, file: 'course' }] },
    training: undefined,
    algorithms: ['asp'],
  });
  return result.time / 1e9;
}

test.each([
  '# worker,clock,compute_s\n',
  '# first line\n#worker,clock,compute_s\n\n',
  '﻿# worker, clock, compute_s\r\n',
])('the comment right above the first row may name the columns: %j', async (header) => {
  const trace = `${header}0,0,1.00e+00\n0,1,2\n1,0,3\n# noise\n1,1,4\n`;
  expect(await secondsOf({ trace })).toBe(7);
  expect(await secondsOf({ trace: gzipSync(trace) })).toBe(7);
});

const zeroBased = '1 0:0.5 2:2\n-1 1:1\n1 0:1\n-1 1:2 2:1\n';

test('indices count from 0 where the scenario says so, and only there', async () => {
  const expected = afterTwoSteps([[0.5, 0, 2], [0, 1, 0], [1, 0, 0], [0, 2, 1]], [1, -1, 1, -1]); // biome-ignore format: rows
  expect(expected).toBeCloseTo(0.531, 5);
  const files = { 'zero.svm': zeroBased };
  const data = { file: 'zero.svm', indices: 'from-0' };
  expect(await objectiveOf(files, { data })).toBeCloseTo(expected, 12);
  await expect(objectiveOf(files, { data: { file: 'zero.svm' } })).rejects.toThrow(
    /zero\.svm:1:3: feature index 0 .*scikit-learn.*zero_based=False.*indices: from-0/,
  );
});

const plain = 'a,b,label\n-1.179,-1.148,1\n-2.294,-0.143,0\n1.101,0.203,1\n-0.504,0.398,0\n';
const indexed = plain
  .split('\n')
  .map((line, k) => (k === 0 ? `,${line}` : line && `${k - 1},${line}`))
  .join('\n');

test('an index column of pandas is refused, and left out where the scenario says so', async () => {
  const files = { 'plain.csv': plain, 'indexed.csv': indexed };
  const data = { file: 'indexed.csv', label: 'label' };
  await expect(objectiveOf(files, { data })).rejects.toThrow(
    /indexed\.csv:1: column 1 has no name .*ignore: \[1\].*index=False/,
  );
  const { digest } = (await runOf(files, { data: { file: 'plain.csv', label: 'label' } })).result;
  expect((await runOf(files, { data: { ...data, ignore: [1] } })).result.digest).toBe(digest);
  expect((await runOf(files, { data: { ...data, ignore: [''] } })).result.digest).toBe(digest);
});

test.each(['logistic-regression', 'softmax-regression'])(
  'words as labels train like the numbers that stand for them: %s',
  async (model) => {
    const words = svm.replaceAll('-1 ', 'benign ').replaceAll('1 1', 'malignant 1');
    const table = plain.replace(/1$/gm, 'malignant').replace(/0$/gm, 'benign');
    const files = { 'n.svm': svm, 'w.svm': words, 'n.csv': plain, 'w.csv': table };
    const labels = { malignant: 1, benign: 0 };
    for (const format of ['svm', 'csv']) {
      const data = (name: string) => ({
        file: `${name}.${format}`,
        ...(format === 'csv' && { label: 'label' }),
      });
      const numbers = await runOf(files, { model, data: data('n') });
      const named = await runOf(files, { model, data: { ...data('w'), labels } });
      expect(named.result.digest).toBe(numbers.result.digest);
      expect(named.data!.preparation).toEqual({ labels });
      const numbered = await runOf(files, { model, data: { ...data('w'), labels: 'by-appearance' } });
      expect(numbered.data!.preparation).toEqual({ labels: { malignant: 0, benign: 1 } });
      expect(numbered.result.objective).toBeCloseTo(numbers.result.objective!, 12);
    }
  },
);

test('a damaged gzip file is said to be damaged, even where its text is wrong too, and whoever reads it', async () => {
  const packed = gzipSync('label,a,b\n1,"2"u,3\n');
  const damaged = Uint8Array.from(packed).fill(0, packed.length - 8, packed.length - 4);
  const quote = 'a quote in the middle of a field';
  for (const [contents, message] of [
    [packed, quote],
    [damaged, 'the packed file is damaged'],
  ] as const) {
    // biome-ignore format: pairs
    const data = { file: 'q.csv.gz', label: 'label' };
    await expect(runOf({ 'q.csv.gz': contents }, { data })).rejects.toThrow(message);
    await expect(secondsOf({ trace: contents })).rejects.toThrow(message);
  }
});

test('text in UTF-16 with a byte order mark is read', async () => {
  const littleEndian = Buffer.from(`\uFEFF${plain}`, 'utf16le');
  const files = {
    'u8.csv': plain,
    'le.csv': littleEndian,
    'be.csv.gz': gzipSync(Buffer.from(littleEndian).swap16()),
  };
  const digestOf = async (file: string) =>
    (await runOf(files, { data: { file, label: 'label' } })).result.digest;
  expect(await digestOf('le.csv')).toBe(await digestOf('u8.csv'));
  expect(await digestOf('be.csv.gz')).toBe(await digestOf('u8.csv'));
});

test.each([
  [gzipSync(gzipSync(svm)), 'is packed with gzip twice', 'gunzip'],
  [Buffer.from('BZh91AY&SY'), 'is packed with bzip2', 'bunzip2'],
  [Buffer.from('PK\u0003\u0004rest'), 'is packed with zip', 'unzip'],
  [Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0), 'is packed with xz', 'unxz'],
  [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0), 'is packed with zstd', 'unzstd'],
])('files of other packers are refused by name', async (contents, message, command) => {
  await expect(runOf({ packed: contents }, { data: { file: 'packed', format: 'libsvm' } })).rejects.toThrow(
    `packed: ${message} (allowed: a plain file, or one packed with gzip once; unpack it with ${command})`,
  );
});
