import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { InputFiles } from '../../src/base/input-files.ts';
import { recordedTimes } from '../../src/cluster-model/inputs/recorded-times.ts';
import { csvText } from '../../src/report/csv.ts';
import { detailsOf, workerColumns } from '../../src/report/detail-columns.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { proposeScenario } from '../../src/scenarios/propose-scenario.ts';
import { prepare } from '../../src/simulation/index.ts';
import { pending, startStudy } from '../../src/studies/study.ts';
import { designOf } from '../../src/studies/study-design.ts';
import { handWorked, runToEnd } from './runs.ts';

/** Columns of a record under their usual names. */
const columns = {
  worker: 'worker',
  clock: [],
  order: 'clock',
  written: (option: string, names: readonly string[]) => `--${option} ${names.join(',')}`,
  compute: 'compute_s',
  unit: 1,
} as const;

const clusters = new URL('../../experiments/clusters/', import.meta.url);
const TRACE = 'data/production-30-workers.csv';
const record = recordedTimes.parse(readFileSync(new URL(TRACE, clusters), 'utf8'), TRACE);

function filesWith(name: string, content = record): InputFiles {
  const files = new InputFiles();
  files.add(recordedTimes, name, content);
  return files;
}

test('the production trace replayed: its mean clock and its ratio of slowest to fastest come out of workers.csv', () => {
  const parsed = parseScenario(readFileSync(new URL('production-trace.yaml', clusters), 'utf8'));
  const { scenario } = parsed;
  const prepared = prepare(scenario, undefined, 1, { files: filesWith(TRACE) });
  const algorithm = scenario.algorithms.find(({ name }) => name === 'asp')!;
  const plan = pending(startStudy(designOf(parsed))).find((planned) => planned.algorithm.name === 'asp')!;
  const result = runToEnd(prepared, { algorithm });
  const [head, ...rows] = csvText(
    workerColumns,
    detailsOf([{ plan, result }], ({ workers }) => workers),
  )
    .trim()
    .split('\n');
  const cell = (row: string, column: string) => Number(row.split(',')[head!.split(',').indexOf(column)]);
  const seconds = rows.map(
    (row) =>
      cell(row, 'compute_s') / cell(row, 'clocks') + cell(row, 'communicate_s') / (cell(row, 'clocks') - 1),
  );

  // From the file itself, read by other means.
  const lines = readFileSync(new URL(TRACE, clusters), 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line));
  const expected = lines.map((line) => Number(line.split(',')[1]) + Number(line.split(',')[2]));
  expect(seconds).toHaveLength(30);
  for (const [worker, clock] of seconds.entries()) expect(clock).toBeCloseTo(expected[worker]!, 9);
  expect(seconds.reduce((sum, clock) => sum + clock) / 30).toBeCloseTo(6.66, 2);
  expect(Math.max(...seconds) / Math.min(...seconds)).toBeCloseTo(9.76 / 3.57, 9);
});

test('a recorded clock on two machines of different speed, by hand: it is as long as recorded, and others make it longer', () => {
  const text = 'worker,compute_s,communicate_s\n0,0.0000003,0.0000002\n0,0.0000005,0.0000004\n';
  const scenario = handWorked({
    cluster: {
      network: { latency: 0, bandwidth: 'unlimited' },
      stragglers: [
        { kind: 'trace', file: 'f', affects: ['compute', 'network'] },
        { kind: 'constant', slowdown: 2, workers: [1] },
        { kind: 'delay', duration: '7 ns', workers: [1] },
      ],
    },
    stop: { maxClocks: 2 },
    algorithms: ['asp'],
  });
  const files = filesWith('f', recordedTimes.parse(text, 'f'));
  const { workers, time } = runToEnd(prepare(scenario, undefined, 1, { files }));
  // Clocks of 300 and 500 ns; twice as long and 7 ns more for worker 1. Between them half of 200 ns up and half down.
  expect(workers.map(({ compute }) => compute)).toEqual([800, 1614]);
  expect(workers.map(({ communicate }) => communicate)).toEqual([200, 200]);
  // The last push of worker 1 is 200 ns on its way.
  expect(time).toBe(607 + 200 + 1007 + 200);
});

test('a heterogeneity level counts what is recorded as the clock', () => {
  const text = 'worker,compute_s,communicate_s\n0,1,1\n0,3,1\n1,2,2\n';
  const scenario = handWorked({
    cluster: {
      network: { latency: 0, bandwidth: 'unlimited' },
      stragglers: [
        { kind: 'trace', file: 'f', affects: ['compute', 'network'] },
        { kind: 'delay', heterogeneity: 2, workers: [1] },
      ],
    },
    stop: { maxClocks: 1 },
  });
  const { stragglers } = prepare(scenario, undefined, 1, {
    files: filesWith('f', recordedTimes.parse(text, 'f')),
  });
  // Worker 0 takes (1 + 3) / 2 + 1 = 3 s in the mean, worker 1 2 + 2 = 4 s: 2 s more make it twice 3.
  expect(stragglers[1]!.model.delayOf!(1, 0)).toBeCloseTo(2, 12);
});

test('two traces for one worker contradict each other', () => {
  const kind = { kind: 'trace', file: 'f' };
  const scenario = handWorked({
    cluster: { stragglers: [{ ...kind, workers: [0] }, kind] },
    stop: { maxClocks: 1 },
  });
  expect(() => prepare(scenario, undefined, 1, { files: filesWith('f') })).toThrow(
    'cluster.stragglers: worker 0 is hit by two traces',
  );
});

test('what fit proposes is a scenario, whose clocks have the mean of the record', () => {
  const rows = Array.from({ length: 400 }, (_, k) => {
    const [worker, clock] = [k % 10, Math.floor(k / 10)];
    // Worker means from 1 to 1.9 s; clocks swing by up to 20% around them.
    return `${worker},${clock},${(1 + worker / 10) * (1 + 0.2 * Math.sin(k * k))},0.5`;
  });
  const table = recordedTimes.parse(['worker,clock,compute_s,communicate_s', ...rows].join('\n'), 'f');
  const { text, parts } = proposeScenario(table, columns, 'f');
  expect(parts.map(({ count }) => count)).toEqual([10, 400]);
  const { scenario, warnings } = parseScenario(text);
  expect(warnings).toEqual([]);
  const { workers } = runToEnd(prepare(scenario, undefined, 1), { algorithm: scenario.algorithms.at(-1)! });
  const mean = workers.reduce((sum, { compute, clocks }) => sum + compute / clocks / 1e9, 0) / workers.length;
  // Ten workers whose factors have a standard deviation of about 0.2: 0.06 of their mean; five of those.
  expect(Math.abs(mean - 1.45)).toBeLessThan(0.45);
});

test('fit says that clocks in a row are alike, and that equal times have no distribution', () => {
  const slow = Array.from({ length: 60 }, (_, k) => `0,${k},${k < 30 ? 1 : 2}`);
  const read = (rows: readonly string[]) =>
    recordedTimes.parse(['worker,clock,compute_s', ...rows].join('\n'), 'f');
  const proposal = proposeScenario(read(slow), columns, 'f');
  expect(proposal.autocorrelation).toBeGreaterThan(0.9);
  expect(proposal.text).toContain('Clocks in a row are alike');
  const equal = Array.from({ length: 20 }, (_, k) => `0,${k},1`);
  expect(() => proposeScenario(read(equal), columns, 'f')).toThrow('f: too few different times to fit');
});
