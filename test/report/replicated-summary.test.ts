import { describe, expect, test } from 'vitest';
import { numberWithInterval, ratioWithInterval, timeWithInterval } from '../../src/report/intervals.ts';
import { plain } from '../../src/report/paint.ts';
import { pointLabel, shortNames } from '../../src/report/point-labels.ts';
import { pointSentence } from '../../src/report/sentences.ts';
import { summaryText } from '../../src/report/summary.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { groupedSummaries } from '../../src/studies/study-summary.ts';
import { replicatedStudy } from './fixtures.ts';

const aimed: Partial<Scenario> = { stop: { objective: 0.3, maxClocks: 100 } };
const taking = (...seconds: number[]) =>
  seconds.map((s) => ({ time: Math.round(s * 1e9), updates: 100, clocksMin: 50 }));
const missed = { status: 'stopped' } as const;

const sentence = (endings: Record<string, readonly Partial<RunResult>[]>, rest = aimed) =>
  pointSentence(groupedSummaries(replicatedStudy(endings, rest))[0]!);

describe('a number is told with the digits that its interval leaves', () => {
  test.each([
    [{ value: 41.2345, low: 39.1234, high: 43.3456 }, '41.2 s [39.1, 43.3]'],
    [{ value: 0.0412345, low: 0.0411, high: 0.0413 }, '41.23 ms [41.10, 41.30]'],
    [{ value: 41.2345, low: 10, high: 80 }, '41 s [10, 80]'],
    [{ value: 41.2345, low: undefined, high: undefined }, '41.23 s'],
    [{ value: 41.2345, low: 41.2345, high: 41.2345 }, '41.23 s [41.23, 41.23]'],
    [{ value: 3, low: 2, high: Number.POSITIVE_INFINITY }, '3 s [2, never]'],
    [{ value: Number.POSITIVE_INFINITY, low: 2, high: Number.POSITIVE_INFINITY }, 'never'],
    [undefined, '–'],
  ])('%j', (estimate, text) => {
    expect(timeWithInterval(estimate)).toBe(text);
  });

  test('ratios and numbers too', () => {
    expect(ratioWithInterval({ value: 3.1234, low: 2.8123, high: 3.4567 })).toBe('3.12x [2.81, 3.46]');
    expect(numberWithInterval({ value: 1234.5, low: 1200, high: 1269 })).toBe('1235 [1200, 1269]');
    expect(numberWithInterval({ value: 640, low: 640, high: 640 })).toBe('640 [640, 640]');
  });
});

describe('the sentence says who is fastest, by how much, how surely, and who did not always arrive', () => {
  const slow = taking(30, 31, 32, 30, 31, 32);

  test('over the first algorithm', () => {
    expect(
      sentence({
        bsp: slow,
        dyn: taking(10, 10.5, 11, 10, 10.2, 11.1),
        asp: [...taking(1, 1), missed, missed, missed, missed],
      }),
    ).toBe(
      'dyn reaches 0.3 in 10.47 s [9.97, 10.99], 2.963x [2.901, 3.027] faster than bsp; asp reached it in 2 of 6 runs.',
    );
  });

  test('where the first is the fastest, over the next', () => {
    expect(sentence({ bsp: taking(10, 10.5, 11), ssp: taking(20, 21, 22), asp: taking(90, 90, 91) })).toBe(
      'bsp reaches 0.3 in 10.5 s [9.3, 11.8], 2.00x [2.00, 2.00] faster than ssp.',
    );
  });

  test('an interval that holds 1 is no clear difference', () => {
    expect(sentence({ bsp: taking(10, 12, 11), ssp: taking(11, 10, 11) })).toMatch(
      /^ssp reaches 0\.3 in .*, 1\.03x \[0\.\d+, 1\.\d+\] as fast as bsp \(no clear difference\)\.$/,
    );
  });

  test('where nobody always arrived it says so, with what happened', () => {
    expect(sentence({ bsp: [missed, missed], ssp: [...taking(1), { status: 'diverged' }] })).toBe(
      'No algorithm always reached 0.3; bsp never reached it; ssp reached it in 1 of 2 runs and diverged in 1.',
    );
  });

  test('one run has no interval', () => {
    expect(sentence({ bsp: taking(3), ssp: taking(1) })).toBe(
      'ssp reaches 0.3 in 1 s, 3.00x faster than bsp.',
    );
  });

  test('a gap is called by what it is, and without a target speed is the time of an update', () => {
    expect(sentence({ bsp: taking(3) }, { stop: { gap: 0.01, maxClocks: 9 } })).toBe(
      'bsp reaches 1% above the optimum in 3 s.',
    );
    const stopped = { ...missed, time: 4e9, updates: 2 };
    expect(sentence({ bsp: [stopped], asp: [{ ...stopped, updates: 8 }] }, { stop: { maxTime: 4 } })).toBe(
      'asp makes an update in 500 ms, 4.00x faster than bsp.',
    );
  });
});

describe('points are called by what tells them apart', () => {
  test('paths by their shortest different ends', () => {
    expect(shortNames(['cluster.stragglers[0].slowdown', 'seed'])).toEqual(['slowdown', 'seed']);
    expect(shortNames(['algorithms[1].staleness', 'algorithms[2].staleness'])).toEqual([
      'algorithms[1].staleness',
      'algorithms[2].staleness',
    ]);
    expect(shortNames(['a.count', 'b.count', 'c.d'])).toEqual(['a.count', 'b.count', 'd']);
  });

  test('values as the columns have them', () => {
    const point = { index: 0, values: [2, '5%'], scenario: replicatedStudy({ bsp: taking(1) }).scenario };
    expect(pointLabel(['x.slowdown', 'workload.batchSize'], point)).toBe('slowdown 2, batchSize 5%');
  });
});

test('the summary of a study of many runs has a row an algorithm, the sentence, and no list of digests', () => {
  const study = replicatedStudy(
    {
      bsp: taking(30, 31, 32, 30, 31, 32, 33),
      ssp: [...taking(10, 11, 12, 10, 11), missed, { status: 'diverged' }],
    },
    aimed,
  );
  const text = summaryText(study, { target: 0.3, width: 140, paint: plain, folder: 'out/fixture' });
  // How columns are set is the table's own matter.
  expect(text.replace(/ +/g, ' ').split('\n')).toEqual([
    'fixture',
    '',
    ' reached mean time median time time per faster',
    'algorithm target to target to target updates update speed-up in',
    'bsp 7 of 7 31.3 s [30.3, 32.3] 31.0 s [30.0, 33.0] 100 [100, 100] 313 ms [303, 323] 1.00x [1.00, 1.00] –',
    'ssp 5 of 7, 1 diverged – 11 s [10, never] – – – 71%',
    '',
    ' training staleness workers communi-',
    'algorithm accuracy (versions) computing cating waiting',
    'bsp 87.5% [87.5, 87.5] 0.500 [0.500, 0.500] 3% 2% 1%',
    'ssp 87.5% [87.5, 87.5] 0.500 [0.500, 0.500] 21% 11% 10%',
    '',
    'bsp reaches 0.3 in 31.3 s [30.3, 32.3]; ssp reached it in 5 of 7 runs and diverged in 1.',
    'warning: ssp diverged at the only learning rate tried (0.1): steps were too long. Give a smaller one, or let each algorithm find its own:',
    'tune: { learningRate: logspace(0.0001, 0.1, 7) }.',
    '',
    'Results: out/fixture (runs.csv, summary.csv, curve.csv, workers.csv, servers.csv, staleness.csv, host.json, manifest.json)',
    'Digests are in runs.csv.',
    '',
  ]);
});
