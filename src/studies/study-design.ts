import type { Scenario } from '../scenarios/scenario.ts';
import type { StudyPoint } from './planned-run.ts';

/** What a study is to do, before any of its runs. */
export interface StudyDesign {
  /** As resolved, before any sweep. */
  readonly scenario: Scenario;
  readonly points: readonly StudyPoint[];
}

/** The design of the study that a scenario asks for. */
export function designOf(scenario: Scenario): StudyDesign {
  return { scenario, points: [{ index: 0, scenario }] };
}
