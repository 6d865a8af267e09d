import { formatScenario } from '../../scenarios/format-scenario.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { readScenario } from '../read-scenario.ts';
import { Terminal } from '../terminal.ts';

/** Prints a scenario with everything resolved: defaults filled in, quantities in base units. It is a scenario file again. */
export async function show(file: string, options: ScenarioOptions): Promise<void> {
  const { design } = await readScenario(file, options);
  new Terminal({ quiet: false }).print(formatScenario(design.document));
}
