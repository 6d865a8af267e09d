import { InputFiles } from '../base/input-files.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { clusterFilesOf } from '../simulation/cluster-files.ts';

/** What stands in a file that the cluster of a scenario names. */
export interface ClusterText {
  readonly text: string;
  /** What messages call the file. */
  readonly shown: string;
}

/** By the names that the scenario gives the files. */
export type ClusterTexts = Readonly<Record<string, ClusterText>>;

/** What the texts mean. Every file that the cluster of the scenario names must be among them. */
export function filesFromTexts(
  scenario: Scenario,
  catalogue: Catalogue,
  texts: ClusterTexts = {},
): InputFiles {
  const files = new InputFiles();
  for (const { name, format } of clusterFilesOf(scenario, catalogue)) {
    const { text, shown } = texts[name]!;
    files.add(format, name, format.parse(text, shown));
  }
  return files;
}
