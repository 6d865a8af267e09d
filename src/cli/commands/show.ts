import { withUnits } from '../../scenarios/bare-numbers.ts';
import { formatScenario } from '../../scenarios/format-scenario.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { type ReadScenario, readScenario } from '../read-scenario.ts';
import { Terminal } from '../terminal.ts';

/** Prints a scenario with everything resolved: defaults filled in, quantities with their units. It is a scenario file again. */
export async function show(file: string, options: ScenarioOptions): Promise<void> {
  new Terminal({ quiet: false }).print(shownScenario(await readScenario(file, options)));
}

/** The text that is printed. */
export function shownScenario({ design, catalogue }: Pick<ReadScenario, 'design' | 'catalogue'>): string {
  return formatScenario(withUnits(design.document, catalogue));
}
