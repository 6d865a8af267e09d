import type { Scenario } from '../scenarios/scenario.ts';

/** What a scenario is called, and what it says of itself. */
export function headingOf({ name, description }: Pick<Scenario, 'name' | 'description'>): string {
  return description ? `${name}: ${description.trim().replaceAll(/\s+/g, ' ')}` : name;
}
