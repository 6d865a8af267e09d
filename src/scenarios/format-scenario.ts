import { stringify } from 'yaml';
import type { Scenario } from './scenario.ts';

/** A resolved scenario as a scenario file in YAML. */
export function formatScenario(scenario: Scenario): string {
  return stringify(scenario, { version: '1.2', schema: 'core', aliasDuplicateObjects: false, lineWidth: 0 });
}
