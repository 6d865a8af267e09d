import { expect, test } from 'vitest';
import { progressText } from '../../src/cli/progress-bar.ts';
import type { StudyStatus } from '../../src/execution/conduct-study.ts';
import type { RunInHand } from '../../src/execution/executor.ts';
import { orderFor } from '../../src/execution/run-order.ts';
import { pending, startStudy, withRun } from '../../src/studies/study.ts';
import { designFor, resultOf, scenarioOf } from '../report/fixtures.ts';

const plan = pending(startStudy(designFor(scenarioOf(['bsp', 'ssp', 'asp', 'consgd', 'dynsgd']))));

function inHand(k: number, fraction: number, progress?: RunInHand['progress']): RunInHand {
  const order = orderFor(plan[k]!, { data: undefined, target: undefined, files: [] }, []);
  return { order, fraction, ...(progress && { progress }) };
}

/** Five runs, of which the first `finished` are. */
function status(finished: number, rest: Partial<StudyStatus>): StudyStatus {
  const design = designFor(scenarioOf(['bsp', 'ssp', 'asp', 'consgd', 'dynsgd']));
  const study = plan
    .slice(0, finished)
    .reduce((known, run) => withRun(known, { plan: run, result: resultOf() }), startStudy(design));
  return { study, restored: 0, failed: [], inHand: [], place: '', ...rest };
}

const progress = { time: 12_340_000_000, updates: 1200, objective: 0.312044 };

test('of a run that is made alone the bar says how far it has come, and how long the rest will take', () => {
  // 1.5 of 5 runs took 3 s: the other 3.5 will take 7 s.
  expect(progressText(status(1, { inHand: [inHand(1, 0.5, progress)] }), 3)).toBe(
    'run 2/5 ssp, 12.34 s simulated, 1200 updates, objective 0.31204, 7 s left',
  );
});

test('the bar claims nothing that is not known yet', () => {
  const first = inHand(0, 0, { ...progress, objective: undefined });
  expect(progressText(status(0, { inHand: [first] }), 3)).toBe(
    'run 1/5 bsp, 12.34 s simulated, 1200 updates',
  );
});

test('of many runs the bar says how many are done, at work and lost', () => {
  const failed = [{ plan: plan[0]!, failure: { text: 'x' } }];
  const many = { place: '2 threads', failed, inHand: [inHand(3, 0.4), inHand(4, 0.1)] };
  // 3.5 of 5 took 7 s.
  expect(progressText(status(2, many), 7)).toBe(
    '3/5 runs, 2 at work (consgd 40%, dynsgd 10%) on 2 threads, 1 failed, 3 s left',
  );
});

test('runs that were finished before say nothing about how fast it goes now', () => {
  // One run took 2 s; two are left.
  expect(progressText(status(3, { restored: 2, place: '2 threads' }), 2)).toBe(
    '3/5 runs, 0 at work on 2 threads, 4 s left',
  );
});
