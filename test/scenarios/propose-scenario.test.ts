import { expect, test } from 'vitest';
import { recordedTimes } from '../../src/cluster-model/inputs/recorded-times.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { type ProposalOptions, proposeScenario } from '../../src/scenarios/propose-scenario.ts';

function propose(text: string, options: Partial<ProposalOptions> = {}) {
  return proposeScenario(
    recordedTimes.parse(text, 'f'),
    {
      worker: 'worker',
      clock: [],
      order: 'clock',
      compute: 'compute_s',
      unit: 1,
      written: (option, names) => `--${option} ${names.join(',')}`,
      ...options,
    },
    'f',
  );
}

/** A record whose clock c of worker w takes `secondsOf(w, c)`. */
function record(
  workers: number,
  clocks: number,
  secondsOf: (worker: number, clock: number) => number,
): string {
  const rows = Array.from({ length: workers * clocks }, (_, k) => {
    const [worker, clock] = [Math.floor(k / clocks), k % clocks];
    return `${worker},${clock},${secondsOf(worker, clock)}\n`;
  });
  return `worker,clock,compute_s\n${rows.join('')}`;
}

/** A number between 0 and 1 that looks drawn. */
const spread = (k: number) => (k * 0.618_033_988_749) % 1;

test('zeros are counted, and left out of what is fitted', () => {
  const { remarks, parts } = propose(
    record(2, 12, (w, c) => (w === 0 && c === 3 ? 0 : 1 + spread(w + 7 * c))),
  );
  expect(remarks).toContain('1 of 24 times of compute_s is 0 (the first on line 5) and left out.');
  expect(parts.map(({ count }) => count)).toEqual([23]);
});

test('two machines in turn, one and five: no distribution is near, values of the record stand for it', () => {
  const { remarks, text, parts } = propose(record(1, 100, (_, c) => (spread(c) < 0.5 ? 1 : 5)));
  expect(remarks[0]).toContain('nothing fits');
  // 0.163 = 1.63 / √100
  expect(remarks[0]).toContain('above 0.163');
  expect(parts[0]!.flow).toMatch(/^{ empirical: \[0\.33\d*, /);
  expect(parseScenario(text).warnings).toEqual([]);
});

test.each([
  ['over thirty orders of magnitude', (c: number) => 10 ** (2 - 30 * spread(c) ** 2)],
  ['with a mean that its nearest distribution has not', (c: number) => (1 - spread(c)) ** -3],
])('what is proposed for times %s passes the checks and has their mean', (_, secondsOf) => {
  const { text, parts } = propose(record(1, 60, (_w, c) => secondsOf(c)));
  const { scenario, warnings } = parseScenario(text);
  expect(warnings).toEqual([]);
  const [{ factor }] = scenario.cluster.stragglers as unknown as [{ factor: { empirical?: number[] } }];
  const { empirical } = factor;
  if (!empirical) expect(parts[0]!.chosen!.distance).toBeLessThan(parts[0]!.bound);
  else expect(empirical.reduce((sum, value) => sum + value, 0) / empirical.length).toBeCloseTo(1, 4);
});

test('machines in two groups: their counts and speeds, and what is left within them', () => {
  const { groups, remarks, text } = propose(
    record(10, 20, (w, c) => (w % 3 === 0 ? 2 : 1) * (1 + 0.1 * spread(w + 13 * c))),
  );
  expect(groups.map(({ names }) => names)).toEqual(
    [
      ['1', '2', '4', '5', '7', '8'],
      ['0', '3', '6', '9'],
    ].map((names) => expect.arrayContaining(names)),
  );
  expect(remarks.find((remark) => remark.startsWith('2 groups'))).toContain(
    '1 in 100 samples without groups',
  );
  const { workers } = parseScenario(text).scenario.cluster;
  expect(workers.map(({ count }) => count)).toEqual([6, 4]);
  expect(workers[1]!.speed).toBeCloseTo(0.5, 2);
});

test('one file with two names of a column gives the same proposal: epochs order before iterations', () => {
  const rows = [0, 1, 2].flatMap((epoch) =>
    Array.from(
      { length: 20 },
      (_, k) => `0,${epoch},${k},${(epoch === 1 ? 3 : 1) * (1 + 0.1 * spread(k))}\n`,
    ),
  );
  const [iteration, step] = ['iteration', 'step'].map((name) =>
    propose(`worker,epoch,${name},compute_s\n${rows.join('')}`),
  );
  expect([step!.text, step!.remarks]).toEqual([iteration!.text, iteration!.remarks]);
  expect(iteration!.remarks.find((remark) => remark.startsWith('Clocks in a row are alike'))).toBeDefined();
});

test('the way to replay a record names its columns', () => {
  const text = record(1, 30, (_, c) => 1 + spread(c)).replace(
    'worker,clock,compute_s',
    'machine,step,seconds',
  );
  const { remarks } = propose(text, { worker: 'machine', compute: 'seconds' });
  expect(remarks.at(-1)).toContain('[{ kind: trace, file: f, worker: machine, compute: seconds }]');
  expect(() => propose(text, { worker: 'machine' })).toThrow(
    'say which column has the times: --compute seconds',
  );
});

test('times of which no hundred end are refused: nanoseconds that were taken for seconds', () => {
  const text = record(1, 30, (_, c) => 1e9 * (1 + spread(c)));
  expect(() => propose(text)).toThrow('--unit says what a time of 1 stands for');
  expect(parseScenario(propose(text, { unit: 1e-9 }).text).warnings).toEqual([]);
});
