import { stringify } from 'yaml';

/** A resolved scenario, or a document with its sweep, as a scenario file in YAML. */
export function formatScenario(scenario: object): string {
  return stringify(scenario, { version: '1.2', schema: 'core', aliasDuplicateObjects: false, lineWidth: 0 });
}
