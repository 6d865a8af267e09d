import type { Scenario } from '../../src/scenarios/scenario.ts';
import { type Prepared, prepare } from '../../src/simulation/prepare.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Observer } from '../../src/simulation/training-event.ts';
import { TrainingRun } from '../../src/simulation/training-run.ts';

/** Events between two looks at the outside world, as many as the command line allows itself. */
const EVENTS_PER_STEP = 10_000;

/** Runs the first algorithm of a prepared scenario to its end. */
export function runToEnd(prepared: Prepared, observers: readonly Observer[] = []): RunResult {
  const run = new TrainingRun(prepared, prepared.scenario.algorithms[0]!, { observers });
  while (run.advance(EVENTS_PER_STEP));
  return run.result();
}

/** Prepares a scenario that has no mathematics. */
export function prepareTiming(scenario: Scenario): Prepared {
  return prepare(scenario, undefined, 1);
}
