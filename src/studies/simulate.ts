import type { Problem } from '../base/errors.ts';
import type { RunResult } from '../simulation/index.ts';
import { type ScenarioInput, Study, type StudyOptions } from './study-in-steps.ts';
import type { StudyResult } from './study-result.ts';

/** What all runs of a scenario have come to. */
export interface Simulated extends StudyResult<RunResult> {
  /** What is odd about the scenario, and about it on these data. */
  readonly warnings: readonly Problem[];
}

/**
 * Makes every run that a scenario asks for: its algorithms, its replications. The same scenario gives the same bits as on the
 * command line.
 *
 *     for (const { result } of simulate(text, { register: [mine] }).runs) console.log(result.algorithm, result.digest);
 *
 * @throws InputError for bad input: everything that is wrong with the scenario, or with the data.
 */
export function simulate(scenario: ScenarioInput, options: StudyOptions = {}): Simulated {
  const study = new Study(scenario, options);
  while (study.advance(Number.MAX_SAFE_INTEGER));
  return { ...study.result(), warnings: study.warnings };
}
