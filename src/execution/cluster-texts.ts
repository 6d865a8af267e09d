import type { InputFiles } from '../base/input-files.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { clusterFilesInMemory } from '../simulation/cluster-files.ts';

/** What stands in the files that the cluster of a scenario names, from their texts by name. */
export function filesFromTexts(
  scenario: Scenario,
  catalogue: Catalogue,
  texts: Readonly<Record<string, string>> = {},
): InputFiles {
  const encoder = new TextEncoder();
  const contents = Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)] as const);
  return clusterFilesInMemory(scenario, catalogue, Object.fromEntries(contents));
}
