import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEMANTICS_VERSION } from '../../src/base/versions.ts';
import { type Columns, csvCell, csvPieces, csvText, recordOf, secondsOf } from '../../src/report/csv.ts';
import { filesListedIn } from '../../src/report/manifest.ts';
import { type ResultFile, resultFileNames, resultFiles } from '../../src/report/result-files.ts';
import { runColumns } from '../../src/report/run-columns.ts';
import type { StudyResult } from '../../src/studies/study-result.ts';
import { studyOf } from './fixtures.ts';

const facts = {
  version: '9.8.7',
  command: 'npm run sim -- run a.yaml',
  inputs: [{ path: 'a.yaml', sha256: '00', bytes: 3 }],
  target: 0.3,
};
const host = { node: 'v20', platform: 'linux', architecture: 'x64', processors: 2, wallSeconds: 1.5 };
const study = studyOf([
  { algorithm: 'bsp' },
  {
    algorithm: 'free',
    stalenessBound: undefined,
    accuracy: undefined,
    objective: Number.NaN,
    status: 'diverged',
  },
]);

const textOf = ({ pieces }: ResultFile) => [...pieces()].join('');

function filesOf(given: StudyResult): Record<string, string> {
  return Object.fromEntries(resultFiles(given, facts, host).map((file) => [file.name, textOf(file)]));
}

test('result files have the columns that were promised, in that order', () => {
  const headOf = (name: string) => filesOf(study)[name]!.split('\n')[0];
  expect(headOf('runs.csv')).toBe(
    'scenario,algorithm,protocol,rule,staleness_bound,learning_rate,seed,replication,status,time_s,updates,clocks_min,clocks_max,time_per_update_s,objective,accuracy,compute_s,communicate_s,wait_s,down_s,idle_s,staleness_mean,staleness_max,bytes_pushed,bytes_pulled,events,digest,crashes,clocks_lost,compute_lost_s,recovery_s,evictions,updates_dropped,server_crashes,updates_lost,messages_lost,cost_dollars,energy_joules,test_loss,version_staleness_mean,push_weight',
  );
  expect(headOf('curve.csv')).toBe(
    'algorithm,seed,replication,time_s,updates,clocks_min,clocks_max,objective,accuracy,test_loss',
  );
  expect(headOf('workers.csv')).toBe(
    'algorithm,seed,replication,worker,speed,clocks,compute_s,communicate_s,wait_s,down_s,idle_s,staleness_mean,staleness_max,crashes,clocks_lost,compute_lost_s,recovery_s,evictions,messages_lost',
  );
  expect(headOf('servers.csv')).toBe(
    'algorithm,seed,replication,shard,utilisation,queue_mean,wait_mean_s,messages,bytes_in,bytes_out,crashes,down_s,checkpoints,pushes_lost,pushes_dropped,versions_max,versions_bytes_max',
  );
  expect(headOf('staleness.csv')).toBe('algorithm,seed,replication,from,to,updates');
});

test('a row of runs.csv says seconds, means over workers, and nothing where there is nothing', () => {
  const [, first, second] = filesOf(study)['runs.csv']!.split('\n');
  expect(first).toBe(
    `fixture,bsp,bsp,average,0,0.1,7,1,converged,2,4,2,2,0.5,0.25,0.875,1.000000001,0.5,0.499999999,0,0,0.5,1,1000,2000,99,${'ab'.repeat(32)}${',0'.repeat(9)},,,,0.5,0.5`,
  );
  expect(second).toContain('fixture,free,bsp,average,,0.1,7,1,diverged,2,4,2,2,0.5,NaN,,1.000000001');
});

test('the detailed tables have a row for each evaluation, worker and shard of each run', () => {
  const { 'curve.csv': curve, 'workers.csv': workers, 'servers.csv': servers } = filesOf(study);
  expect(curve!.split('\n').slice(1, 4)).toEqual([
    'bsp,7,1,0,0,0,0,0.7,0.5,',
    'bsp,7,1,2,4,2,2,0.25,0.875,',
    'free,7,1,0,0,0,0,0.7,0.5,',
  ]);
  expect(workers!.split('\n').slice(1, 3)).toEqual([
    'bsp,7,1,0,1,3,1.000000001,0.5,0.499999999,0,0,0.5,1,0,0,0,0,0,0',
    'bsp,7,1,1,0.5,3,1.000000001,0.5,0.499999999,0,0,0.5,1,0,0,0,0,0,0',
  ]);
  expect(servers!.split('\n')).toEqual([
    expect.any(String),
    'bsp,7,1,0,0.1,0,0,8,1000,2000,0,0,0,0,0,,',
    expect.any(String),
    '',
  ]);
});

test('every number reads back from a CSV file as the same double', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 1 }), (numbers) => {
      const text = csvText([['x', (value: number) => value]], numbers);
      const back = text.trimEnd().split('\n').slice(1).map(Number);
      expect(back).toEqual(numbers.map((value) => value + 0)); // -0 is written as 0
    }),
    { numRuns: 300 },
  );
});

test('a table of many rows comes in pieces that are the whole together, and is never in memory as one', () => {
  const columns: Columns<number> = [['x', (value) => value]];
  const pieces = [...csvPieces(columns, Array.from({ length: 10_000 }, (_, k) => k).values())];
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(30_000);
  expect(pieces.join('')).toBe(`x\n${Array.from({ length: 10_000 }, (_, k) => `${k}\n`).join('')}`);
  expect([...csvPieces(columns, [])]).toEqual(['x\n']);
});

test('every text reads back from a CSV file, whatever is in it, with a mark where it would be computed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 5 }),
      (texts) => {
        const text = csvText(
          [
            ['a', (value: string) => value],
            ['b', () => 'x'],
          ],
          texts,
        );
        const back = parse(text, { from: 2, record_delimiter: '\n' }) as string[][];
        expect(back.map(([cell]) => cell)).toEqual(texts.map(csvCell));
        expect(new Set(texts.map(csvCell)).size).toBe(new Set(texts).size);
      },
    ),
    { numRuns: 300 },
  );
});

test('seconds are the nearest double to the whole nanoseconds that they stand for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (nanoseconds) => {
      const text = String(nanoseconds).padStart(10, '0');
      const exact = `${text.slice(0, -9)}.${text.slice(-9)}`;
      expect(secondsOf(nanoseconds)).toBe(Number(exact));
    }),
  );
});

test('a run in JSON has the names of runs.csv, and null for what JSON cannot say', () => {
  const record = recordOf(runColumns([]), study.runs[1]!);
  expect(Object.keys(record)).toEqual(runColumns([]).map(([name]) => name));
  expect(record).toMatchObject({ algorithm: 'free', objective: null, accuracy: null, time_s: 2 });
});

test('the manifest vouches for every table by digest and comes last', () => {
  const files = resultFiles(study, facts, host);
  expect(files.map(({ name }) => name)).toEqual(resultFileNames);
  const manifest = JSON.parse(textOf(files.at(-1)!));
  expect(manifest).toMatchObject({
    complete: true,
    versions: { laggard: '9.8.7', semantics: SEMANTICS_VERSION },
    command: 'npm run sim -- run a.yaml',
    inputs: facts.inputs,
    target: 0.3,
    scenario: study.scenario,
  });
  for (const { path, sha256 } of manifest.files) {
    const text = textOf(files.find(({ name }) => name === path)!);
    const digest = createHash('sha256').update(text).digest('hex');
    expect(sha256).toBe(path === 'host.json' ? undefined : digest);
  }
});

test('what the host is like changes host.json only, and an unfinished study says so', () => {
  const other = resultFiles(study, facts, { ...host, wallSeconds: 99 });
  const changed = resultFiles(study, facts, host).filter(
    (file, index) => textOf(file) !== textOf(other[index]!),
  );
  expect(changed.map(({ name }) => name)).toEqual(['host.json']);
  const unfinished = JSON.parse(
    filesOf({ ...study, complete: false, runs: study.runs.slice(0, 1) })['manifest.json']!,
  );
  expect(unfinished).toMatchObject({ complete: false, runs: { planned: 2, finished: 1 } });
});

test('a manifest lists its files and itself; no other text passes for one', () => {
  expect(new Set(filesListedIn(filesOf(study)['manifest.json']!))).toEqual(new Set(resultFileNames));
  for (const text of ['', '{', '{}', 'null', '[]', '{"files":[{"path":"runs.csv"}]}']) {
    expect(filesListedIn(text)).toBeUndefined();
  }
});

test.each([
  ['=1+1.svm', "'=1+1.svm"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2+3', "'-2+3"],
  ['+1+1.svm', "'+1+1.svm"],
  ['-5 ms', '-5 ms'],
  ['+1e3', '+1e3'],
  ['a=b', 'a=b'],
  [-5, -5],
  [undefined, undefined],
])(
  'a text that a spreadsheet would compute is marked as text, numbers and quantities are not: %s',
  (cell, written) => {
    expect(csvCell(cell)).toBe(written);
  },
);
