import { expect, test } from 'vitest';
import { plain } from '../../src/report/paint.ts';
import { fastestSentence } from '../../src/report/single-run-sentence.ts';
import { summaryText } from '../../src/report/summary.ts';
import type { FinishedRun } from '../../src/studies/study-result.ts';
import { studyOf } from './fixtures.ts';

const aimed = { stop: { objective: 0.3, maxClocks: 100 } };
const study = studyOf(
  [
    { algorithm: 'bsp', time: 40_120_000_000, updates: 640, clocksMin: 64, objective: 0.2999871 },
    { algorithm: 'ssp', time: 15_340_000_000, updates: 1210, clocksMin: 99, digest: 'cd'.repeat(32) },
    { algorithm: 'asp', status: 'stopped', time: 60e9, updates: 9999 },
    { algorithm: 'consgd', status: 'diverged', time: 5e9, objective: Number.POSITIVE_INFINITY },
  ],
  { description: 'Two of ten machines are four times slower.', ...aimed },
);
const without = { ...study, runs: study.runs.map(aimless) };
const facts = { target: 0.3, width: 120, paint: plain, folder: 'out/fixture' };

test('the summary shows every algorithm, who was first, where the files are and the digests', () => {
  expect(summaryText(study, facts)).toBe(`fixture: Two of ten machines are four times slower.

                      time to             time per             training    workers  communi-
algorithm  status      target  updates      update  objective  accuracy  computing    cating  waiting  speed-up
bsp        converged  40.12 s      640    62.69 ms    0.29999     87.5%         3%        1%       1%     1.00x
ssp        converged  15.34 s     1210    12.68 ms    0.25000     87.5%         7%        3%       3%     2.62x
asp        stopped          –     9999     6.00 ms    0.25000     87.5%         1%        1%       1%         –
consgd     diverged         –        4  1250.00 ms   Infinity     87.5%        20%       10%      10%         –

ssp reached the target (objective 0.3) first, after 15.34 s of simulated time, 2.62 times as fast as bsp.
warning: consgd diverged at the only learning rate tried (0.1): steps were too long. Give a smaller one, or let each
algorithm find its own: tune: { learningRate: logspace(0.0001, 0.1, 7) }.

Results: out/fixture (runs.csv, summary.csv, curve.csv, workers.csv, servers.csv, staleness.csv, host.json,
manifest.json)
Digests (16 of 64 digits; runs.csv has all):
  bsp     abababababababab
  ssp     cdcdcdcdcdcdcdcd
  asp     abababababababab
  consgd  abababababababab
`);
});

test('without a target there is no time to it and no speed-up, but the time that each run took', () => {
  const text = summaryText(without, { ...facts, target: undefined });
  expect(text).toContain('algorithm  status        time  updates');
  expect(text).toContain('asp        stopped');
  expect(text).toContain('60.00 s     9999');
  expect(text).not.toContain('speed-up');
  expect(text).not.toContain('time to');
});

test('a run without mathematics has no column of objectives', () => {
  const timing = studyOf([
    { algorithm: 'bsp', status: 'stopped', objective: undefined, accuracy: undefined },
  ]);
  const text = summaryText(timing, { ...facts, target: undefined });
  expect(text).not.toContain('objective  ');
  expect(text).not.toContain('training');
});

test('no line is wider than the terminal, and cutting the table loses no number', () => {
  for (let width = 60; width <= 140; width++) {
    const lines = summaryText(study, { ...facts, width }).split('\n');
    const table = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith('Results')),
    );
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    for (const cell of ['40.12 s', '640', '62.69 ms', '0.29999', '87.5%', '2.62x', '–', 'diverged']) {
      expect(table.join('\n')).toContain(cell);
    }
  }
});

test('the sentence names the first to arrive and by how much', () => {
  expect(fastestSentence(study, facts)).toBe(
    'ssp reached the target (objective 0.3) first, after 15.34 s of simulated time, 2.62 times as fast as bsp.',
  );
});

test('the sentence claims nothing that did not happen', () => {
  const lost = studyOf([{ algorithm: 'bsp', status: 'stopped' }], aimed);
  expect(fastestSentence(lost, { target: 0.3 })).toBe('No algorithm reached the target (objective 0.3).');
  const aimless = studyOf([{ algorithm: 'bsp', status: 'stopped' }]);
  expect(fastestSentence(aimless, { target: undefined })).toContain('sets no target');
  const accurate = studyOf([{ algorithm: 'bsp' }], { stop: { accuracy: 0.95, maxClocks: 9 } });
  expect(fastestSentence(accurate, { target: undefined })).toContain('the target (an accuracy of 95%) first');
  const tie = studyOf([{ algorithm: 'bsp' }, { algorithm: 'ssp' }], aimed);
  expect(fastestSentence(tie, { target: 0.3 })).toBe(
    'bsp and ssp reached the target (objective 0.3) first, after 2.00 s of simulated time.',
  );
  const three = studyOf([{ algorithm: 'bsp' }, { algorithm: 'ssp' }, { algorithm: 'asp' }], aimed);
  expect(fastestSentence(three, { target: 0.3 })).toMatch(/^bsp, ssp and asp reached/);
});

/** The same run of a scenario without a target. */
function aimless({ plan, result }: FinishedRun): FinishedRun {
  return { plan: { ...plan, scenario: { ...plan.scenario, stop: { maxClocks: 100 } } }, result };
}
