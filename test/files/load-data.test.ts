import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { filesFrom, loadData } from '../../src/files/load-data.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { DataSpec, FileDataSpec } from '../../src/scenarios/scenario.ts';
import { builtinData } from '../../src/workloads/builtin-data.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';

const folder = mkdtempSync(join(tmpdir(), 'load-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, contents: string | Uint8Array): string {
  writeFileSync(join(folder, name), contents);
  return name;
}

const load = (spec: DataSpec, seed = 1) =>
  loadData(spec, { find: filesFrom(folder), seed, catalogue: builtinCatalogue });
const libsvm = (file: string, rest: Partial<FileDataSpec> = {}): FileDataSpec => ({
  file,
  format: 'libsvm',
  maxFeatures: 1000,
  ...rest,
});
const csv = (file: string, rest: Partial<FileDataSpec> = {}): FileDataSpec => ({
  ...libsvm(file, rest),
  format: 'csv',
  label: 'y',
});
const idx = (file: string, labels: string, rest: Partial<FileDataSpec> = {}): FileDataSpec => ({
  ...libsvm(file, rest),
  format: 'idx',
  labels,
});

/** The message with which loading fails, without the folder of this test. */
async function refusal(spec: DataSpec): Promise<string> {
  const error: Error = await load(spec).then(
    () => new Error('nothing was wrong'),
    (reason) => reason,
  );
  return `${error.name}: ${error.message}`.replaceAll(`${folder}/`, '');
}

const rows = '+1 1:0.5 3:2\n-1 2:1\n+1\n-1 3:1e-3\n';

test('plain and compressed files give the same data, and each the fingerprint of its bytes on the disk', async () => {
  const packed = gzipSync(rows);
  const names = [put('a.svm', rows), put('a.svm.gz', packed), put('unnamed', packed)];
  const [plain, ...others] = await Promise.all(names.map((name) => load(libsvm(name))));
  expect(plain!.data.train).toMatchObject({ rows: 4, features: 3, labels: Float64Array.of(1, -1, 1, -1) });
  expect(plain!.data.test).toBeUndefined();
  const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(plain!.inputs).toEqual([{ path: join(folder, 'a.svm'), sha256: sha256(rows), bytes: rows.length }]);
  for (const other of others) {
    expect(other.data).toEqual(plain!.data);
    expect(other.inputs[0]).toMatchObject({ sha256: sha256(packed), bytes: packed.length });
  }
});

test('a file that comes in many pieces is read whole, plain and compressed', async () => {
  const lines = Array.from({ length: 60_000 }, (_, k) => `${k} 1:${k / 3} 7:${k}`).join('\n');
  expect(lines.length).toBeGreaterThan(1 << 20);
  for (const name of [put('long.svm', lines), put('long.svm.gz', gzipSync(lines))]) {
    const { train } = (await load(libsvm(name))).data;
    expect(train.labels).toEqual(Float64Array.from({ length: 60_000 }, (_, k) => k));
    expect(train.examples.values.at(-2)).toBe(59_999 / 3);
  }
});

test('two compressed files joined are one, as gzip has it', async () => {
  const joined = put('joined.svm.gz', Buffer.concat([gzipSync('1 1:1\n'), gzipSync('2 2:2\n')]));
  expect((await load(libsvm(joined))).data.train).toMatchObject({ rows: 2, features: 2 });
});

test('a second sparse file is the test set, and both get the features of the larger', async () => {
  const [small, large] = [put('small.svm', '1 2:1\n'), put('large.svm', '-1 7:1\n')];
  for (const [file, other] of [
    [small, large],
    [large, small],
  ] as const) {
    const { data, inputs } = await load(libsvm(file, { test: other }));
    expect([data.train.features, data.test!.features]).toEqual([7, 7]);
    expect([data.train.rows, data.test!.rows]).toEqual([1, 1]);
    expect(inputs.map(({ path }) => path)).toEqual([join(folder, file), join(folder, other)]);
  }
});

test('a part is held out by the seed of the scenario', async () => {
  const name = put('ten.svm', Array.from({ length: 10 }, (_, k) => `${k} 1:1\n`).join(''));
  const first = (await load(libsvm(name, { test: 0.3 }), 1)).data;
  expect([first.train.rows, first.test!.rows]).toEqual([7, 3]);
  expect((await load(libsvm(name, { test: 0.3 }), 1)).data).toEqual(first);
  expect((await load(libsvm(name, { test: 0.3 }), 2)).data).not.toEqual(first);
});

test('csv: quotes, blank lines, line ends of any kind and a byte order mark are understood', async () => {
  const name = put('quoted.csv', '\ufeff"a, or b",y\r\n"1",2\r\n\r\n 3 , "4" \r\n');
  const { train } = (await load(csv(name))).data;
  expect(train).toMatchObject({ rows: 2, features: 1, labels: Float64Array.of(2, 4) });
  expect(train.examples.values).toEqual(Float64Array.of(1, 3));
});

test('csv: a second file is matched by the names of its columns', async () => {
  const [train, other] = [
    put('train.csv', 'a,b,y\n1,2,3\n'),
    put('other.csv.gz', gzipSync('y,b,a\n6,5,4\n')),
  ];
  const { data } = await load(csv(train, { test: other }));
  expect(data.test).toMatchObject({
    labels: Float64Array.of(6),
    examples: { values: Float64Array.of(4, 5) },
  });
});

/** An IDX file of 1 x 2 pictures, or of labels. */
function idxFile(bytes: readonly number[], pictures: boolean): Uint8Array {
  const sizes = pictures ? [0, 0, 0, bytes.length / 2, 0, 0, 0, 1, 0, 0, 0, 2] : [0, 0, 0, bytes.length];
  return Uint8Array.from([0, 0, 8, pictures ? 3 : 1, ...sizes, ...bytes]);
}

test('idx: a second file of images finds the labels beside it', async () => {
  const images = put('train-images-idx3-ubyte.gz', gzipSync(idxFile([0, 255, 255, 0], true)));
  const labels = put('train-labels-idx1-ubyte', idxFile([3, 4], false));
  const other = put('t10k-images-idx3-ubyte', idxFile([255, 255], true));
  put('t10k-labels-idx1-ubyte', idxFile([9], false));
  const { data, inputs } = await load(idx(images, labels, { test: other }));
  expect(data.train).toMatchObject({ rows: 2, features: 2, labels: Float64Array.of(3, 4) });
  expect(data.test).toMatchObject({
    labels: Float64Array.of(9),
    examples: { values: Float64Array.of(1, 1) },
  });
  expect(inputs).toHaveLength(4);
});

test('the data sets of the project have the rows, features and classes that they are listed with', async () => {
  for (const { name, rows: count, features, classes, files } of builtinData.entries) {
    const { data, inputs } = await load({ builtin: name });
    expect(data.train).toMatchObject({ rows: count, features });
    expect(new Set(data.train.labels).size).toBe(classes);
    expect(inputs.map(({ path }) => path)).toEqual(files.map((file) => `data/${file}`));
  }
});

test('spam is what its header says: 1,896 of the mails are, rows have length 1, each word is in five mails or more', async () => {
  const { train } = (await load({ builtin: 'spam' })).data;
  expect(train.labels.filter((label) => label === 1)).toHaveLength(1896);
  if (train.examples.kind !== 'sparse') throw new Error('dense');
  const { offsets, indices, values } = train.examples;
  expect(indices).toHaveLength(932_181);
  const mails = new Uint32Array(train.features);
  for (const index of indices) mails[index]!++;
  expect(Math.min(...mails)).toBe(5);
  expect(mails.every((count, k) => k === 0 || count <= mails[k - 1]!)).toBe(true);
  // Four significant digits: each value, so each length, is off by a part of at most 5e-4.
  for (let row = 0; row < train.rows; row++) {
    const length = values.subarray(offsets[row], offsets[row + 1]).reduce((sum, x) => sum + x * x, 0);
    expect(Math.abs(Math.sqrt(length) - 1)).toBeLessThan(5e-4);
  }
});

test('fashion has a thousand pictures of each class', async () => {
  const { train } = (await load({ builtin: 'fashion' })).data;
  const counts = new Uint32Array(10);
  for (const label of train.labels) counts[label]!++;
  expect([...counts]).toEqual(Array(10).fill(1000));
  const values = train.examples.values;
  expect([values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]).toEqual([0, 1]);
});

test('generated data follow the seed, and can be held out in part', async () => {
  const synthetic = { kind: 'sparse-zipf', rows: 50, features: 100, nonzerosPerRow: 5 };
  const { data, inputs } = await load({ synthetic, test: 0.2 });
  expect([data.train.rows, data.test!.rows, inputs]).toEqual([40, 10, []]);
  const labels = (set: DataSet) => [...set.labels].join();
  const again = (await load({ synthetic, test: 0.2 })).data;
  expect(again).toEqual(data);
  expect(labels((await load({ synthetic, test: 0.2 }, 2)).data.train)).not.toBe(labels(data.train));
});

mkdirSync(join(folder, 'folder'));
const truncated = gzipSync(Array.from({ length: 500 }, (_, k) => `${k} 1:${Math.sqrt(k)}\n`).join(''));
const damaged = Uint8Array.from(truncated);
damaged.set([1, 2, 3, 4], 100);
put('right.csv', 'a,y\n1,2\n');
put('right.svm', '1 1:1\n');
put('images', idxFile([0, 255], true));
put('labels', idxFile([3], false));

test.each<[DataSpec, string]>([
  [libsvm('rihgt.svm'), 'rihgt.svm: no such file or folder (did you mean right.svm?)'],
  [libsvm('nowhere/x.svm'), 'nowhere/x.svm: no such file or folder'],
  [libsvm('right.svm/x'), 'right.svm/x: a file stands where a folder should be'],
  [libsvm('folder'), 'folder: is a folder, not a file'],
  [libsvm(put('empty.svm', '')), 'empty.svm: no examples (allowed: at least one)'],
  [
    libsvm(put('cut.svm.gz', truncated.slice(0, -50))),
    'cut.svm.gz: the packed file ends too early (allowed: a whole gzip file)',
  ],
  [
    libsvm(put('nothing.svm.gz', '')),
    'nothing.svm.gz: is empty, and a gzip file never is (allowed: a whole gzip file)',
  ],
  [
    libsvm(put('bad.svm.gz', damaged)),
    'bad.svm.gz: the packed file is damaged: invalid distance too far back (allowed: a whole gzip file)',
  ],
  [
    libsvm(put('plain.svm.gz', rows)),
    'plain.svm.gz: is no gzip file (allowed: a whole gzip file; if it is not packed, take .gz from its name)',
  ],
  [
    libsvm(put('word.svm', '1 1:1\nx 1:1\n')),
    'word.svm:2:1: label x is not a number (allowed: a finite number such as +1, -1 or 2.5; labels: by-appearance under workload.data numbers words as they come, labels: { x: 1, … } as you say)',
  ],
  [
    libsvm(put('word.svm.gz', gzipSync('1 1:1\n2 1:y\n'))),
    'word.svm.gz:2:5: feature 1: y is not a number (allowed: a finite number)',
  ],
  [libsvm('right.svm', { test: 'not-there-at-all' }), 'not-there-at-all: no such file or folder'],
  [
    libsvm('right.svm', { test: 0.5 }),
    'workload.data.test: 0.5 of 1 examples leaves none to train on (allowed: a part that holds out at least one example and leaves at least one)',
  ],
  [
    csv(put('open.csv', 'a,y\n1,"2\n3,4\n')),
    'open.csv:2: a quote is opened and never closed (allowed: fields in double quotes as a whole, quotes within doubled)',
  ],
  [
    csv(put('middle.csv', 'a,y\n1,2"3"\n')),
    'middle.csv:2: a quote in the middle of a field (allowed: fields in double quotes as a whole, quotes within doubled)',
  ],
  [
    csv(put('behind.csv', 'a,y\n1,2\n"1"3,2\n')),
    'behind.csv:3: a quote in the middle of a field (allowed: fields in double quotes as a whole, quotes within doubled)',
  ],
  [
    csv(put('lines.csv', 'a,y\n1,2\n"3\n",4\n5\n')),
    'lines.csv:5: 1 field (allowed: 2, as the first line has)',
  ],
  [csv(put('empty.csv', '')), 'empty.csv: no line that names the columns'],
  [
    csv('right.csv', { test: put('fewer.csv', 'b,y\n1,2\n') }),
    'fewer.csv:1: no column is called a (allowed: the columns of the training file, in any order)',
  ],
  [
    idx('right.svm', 'labels'),
    'right.svm: the file begins with 0x3120313a (allowed: 0x00000802 to 0x00000804: IDX, unsigned bytes, 2 to 4 dimensions)',
  ],
  [
    idx('images', 'images'),
    'images: the file begins with 0x00000803 (allowed: 0x00000801: IDX, unsigned bytes, 1 dimension)',
  ],
  [
    idx('images', 'labels', { test: 'right.svm' }),
    'workload.data.test: the name right.svm does not tell where its labels are (allowed: a name with the word images, beside a file with the word labels (t10k-images-idx3-ubyte))',
  ],
])('bad data are refused in words that lead to the place: %j', async (spec, message) => {
  expect(await refusal(spec)).toBe(`InputError: ${message}`);
});

test('images of another size cannot test', async () => {
  put('big-images', Uint8Array.from([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3]));
  put('big-labels', idxFile([1], false));
  expect(await refusal(idx('images', 'labels', { test: 'big-images' }))).toBe(
    'InputError: workload.data.test: big-images has 3 features, the training file 2 (allowed: equally many)',
  );
});

test('an index of four billion allocates nothing', async () => {
  const before = process.memoryUsage().arrayBuffers;
  expect(await refusal(libsvm(put('huge.svm', '1 4000000000:1\n')))).toContain('feature index 4000000000');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
});

test.runIf(process.getuid?.() !== 0)('a file that may not be read is refused', async () => {
  chmodSync(join(folder, put('secret.svm', rows)), 0);
  expect(await refusal(libsvm('secret.svm'))).toBe('InputError: secret.svm: permission denied');
});
