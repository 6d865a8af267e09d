import { dirname } from 'node:path';
import { InputError, type Problem } from '../base/errors.ts';
import { suggestionFor } from '../base/suggest.ts';
import type { Fingerprint } from '../report/manifest.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import type { Override } from '../scenarios/overrides.ts';
import { parseScenario } from '../scenarios/parse-scenario.ts';
import type { AlgorithmSpec, Scenario } from '../scenarios/scenario.ts';
import { portablePath, type ScenarioOptions } from './canonical-command.ts';
import { readInputFile } from './input-file.ts';
import { withPlugins } from './plugins.ts';
import { projectFile } from './project.ts';

/** A scenario as the user asked for it, checked, and where it comes from. */
export interface ReadScenario {
  /** As the user named it. */
  readonly file: string;
  /** Paths in the scenario are relative to this folder. */
  readonly baseDir: string;
  readonly scenario: Scenario;
  readonly catalogue: Catalogue;
  readonly warnings: readonly Problem[];
  /** The scenario's file and the plugins. */
  readonly inputs: readonly Fingerprint[];
}

/** What runs when no file is named. */
export function quickstartFile(): string {
  return portablePath(projectFile('experiments/quickstart.yaml'));
}

/** The commands, for a word that is not a file but nearly one of them. */
const commands = ['run', 'validate', 'show', 'list', 'optimum', 'fit', 'help'];

/** Everything that can be named: what comes with the project, and what the user's plugins add. */
export function readCatalogue(options: ScenarioOptions) {
  return withPlugins(builtinCatalogue, options.plugin ?? []);
}

/**
 * Reads and checks a scenario, changed as the options say.
 * @throws InputError with everything that is wrong.
 */
export async function readScenario(file: string, options: ScenarioOptions): Promise<ReadScenario> {
  const { catalogue, inputs } = await readCatalogue(options);
  const meant = suggestionFor(file, commands);
  const { text, fingerprint } = readInputFile(file, meant && `did you mean the command ${meant}?`);
  const parse = (overrides: readonly Override[]) => parseScenario(text, { file, catalogue, overrides });
  const overrides = overridesOf(options);
  let parsed = parse(overrides);
  if (options.algorithm !== undefined) {
    parsed = parse([...overrides, chosenAlgorithms(options.algorithm, parsed.scenario, catalogue)]);
  }
  const { scenario, warnings } = parsed;
  return {
    file,
    baseDir: dirname(file),
    scenario,
    catalogue,
    warnings,
    inputs: [fingerprint, ...inputs],
  };
}

function overridesOf({ seed, replications, set = [] }: ScenarioOptions): readonly Override[] {
  const overrides: Override[] = set.map((assignment) => {
    const at = assignment.indexOf('=');
    if (at > 0) return { path: assignment.slice(0, at), value: assignment.slice(at + 1) };
    throw new InputError({
      message: `--set ${assignment}`,
      allowed: 'path=value, such as stop.maxClocks=20',
    });
  });
  if (seed !== undefined) overrides.push({ path: 'seed', value: seed });
  if (replications !== undefined) overrides.push({ path: 'replications', value: replications });
  return overrides;
}

/** The change that leaves the algorithms that `names` lists: labels of the scenario, or names of known algorithms. */
function chosenAlgorithms(names: string, scenario: Scenario, catalogue: Catalogue): Override {
  const labels = names.split(',').map((name) => name.trim());
  const chosen = labels.map((label) => algorithmCalled(label, scenario, catalogue));
  return { path: 'algorithms', value: JSON.stringify(chosen) };
}

function algorithmCalled(label: string, scenario: Scenario, catalogue: Catalogue): AlgorithmSpec | string {
  const listed = scenario.algorithms.find((algorithm) => algorithm.label === label);
  if (listed) return listed;
  if (catalogue.algorithms.has(label)) return label;
  const known = [
    ...new Set([...scenario.algorithms.map((spec) => spec.label), ...catalogue.algorithms.names]),
  ];
  const meant = suggestionFor(label, known);
  throw new InputError({
    message: `--algorithm ${label}`,
    allowed: known.join(', '),
    ...(meant ? { hint: `did you mean ${meant}?` } : {}),
  });
}
