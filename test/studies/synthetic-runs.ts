import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { FinishedRun } from '../../src/studies/study-result.ts';
import { resultOf, scenarioOf } from '../report/fixtures.ts';

const aimed: Partial<Scenario> = { stop: { objective: 0.3, maxClocks: 100 } };

/** Runs of one algorithm, by replication, that ended as said; converged unless said otherwise. */
export function finishedRuns(
  endings: readonly Partial<RunResult>[],
  rest: Partial<Scenario> = aimed,
): readonly FinishedRun[] {
  const scenario = scenarioOf(['bsp', 'ssp'], rest);
  const point = { index: 0, values: [], scenario };
  return endings.map((ending, r) => ({
    plan: {
      index: r,
      purpose: 'compare',
      point,
      scenario,
      algorithm: scenario.algorithms[0]!,
      replication: r + 1,
    },
    result: resultOf({ replication: r + 1, ...ending }),
  }));
}
