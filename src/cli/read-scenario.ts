import { dirname } from 'node:path';
import { InputError, type Problem } from '../base/errors.ts';
import { suggestionFor } from '../base/suggest.ts';
import { readInputFile } from '../files/input-file.ts';
import { withPlugins } from '../files/plugins.ts';
import { portablePath } from '../files/portable-path.ts';
import { projectFile } from '../files/project.ts';
import type { Fingerprint } from '../report/manifest.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import { locatorOf } from '../scenarios/locate.ts';
import type { Override } from '../scenarios/overrides.ts';
import { parseScenario } from '../scenarios/parse-scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { designOf, type StudyDesign } from '../studies/study-design.ts';
import type { ScenarioOptions } from './canonical-command.ts';

/** A scenario as the user asked for it, checked, and where it comes from. */
export interface ReadScenario {
  /** As the user named it. */
  readonly file: string;
  /** Paths in the scenario are relative to this folder. */
  readonly baseDir: string;
  /** Without what its sweep changes. */
  readonly scenario: Scenario;
  readonly design: StudyDesign;
  /** With learning rates from an earlier pass: what it was searching for. */
  readonly search?: string;
  readonly catalogue: Catalogue;
  readonly warnings: readonly Problem[];
  /** The scenario's file and the plugins. */
  readonly inputs: readonly Fingerprint[];
  /** The plugins alone. */
  readonly plugins: readonly Fingerprint[];
  /** Gives a problem that names no file the place in this one that it is about. */
  readonly locate: (problem: Problem) => Problem;
}

/** What runs when no file is named. */
export function quickstartFile(): string {
  return portablePath(projectFile('experiments/quickstart.yaml'));
}

/** The commands, for a word that is not a file but nearly one of them. */
const commands = [
  'run',
  'validate',
  'show',
  'list',
  'optimum',
  'fit',
  'explain',
  'diff',
  'merge',
  'work',
  'help',
];

/** Everything that can be named: what comes with the project, and what the user's plugins add. */
export function readCatalogue(options: ScenarioOptions) {
  return withPlugins(builtinCatalogue, options.plugin ?? []);
}

/**
 * Reads and checks a scenario, changed as the options say.
 * @throws InputError with everything that is wrong.
 */
export async function readScenario(file: string, options: ScenarioOptions): Promise<ReadScenario> {
  const { catalogue, inputs: plugins } = await readCatalogue(options);
  const meant = suggestionFor(file, commands);
  const { text, fingerprint } = readInputFile(file, meant && `did you mean the command ${meant}?`);
  const chosen = options.algorithm?.split(',').map((name) => name.trim());
  const overrides = overridesOf(options);
  const parsed = parseScenario(text, {
    file,
    catalogue,
    overrides,
    ...(chosen && { algorithms: chosen }),
  });
  return {
    file,
    baseDir: dirname(file),
    scenario: parsed.scenario,
    design: designOf(parsed),
    catalogue,
    warnings: parsed.warnings,
    inputs: [fingerprint, ...plugins],
    plugins,
    locate: locatorOf(text, { file, overrides }),
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
