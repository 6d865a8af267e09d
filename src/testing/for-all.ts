import fc from 'fast-check';
import { describeCase } from './describe-case.ts';
import { casePath, propertySeed } from './environment.ts';
import type { Plugin } from './plugin.ts';
import { type Run, runTrial } from './run.ts';
import type { Trial } from './trial.ts';

/** How a property is tried. */
export interface ForAllOptions {
  /** On how many trials; 100 where not given. */
  readonly cases?: number;
  /** LAGGARD_SEED where not given, else what fast-check is configured with, else one that never changes. */
  readonly seed?: number;
  /** One case alone, as a failure names it; LAGGARD_PATH where not given. */
  readonly path?: string;
  /** The command of this test, for the line that repeats a failure: `npx vitest run growing.test.ts -t lead`. */
  readonly command?: string;
}

/**
 * Runs the first algorithm of many trials, and has `check` look at each run: by one of the assertions of this kit, or anything else
 * that throws. A trial that fails is made smaller as long as it goes on failing.
 * @throws Error with what was found wrong, the seed, the smallest trial as a scenario file, and the commands that repeat it.
 */
export function forAllRuns(
  plugin: Plugin,
  trials: fc.Arbitrary<Trial>,
  check: (run: Run) => void,
  options: ForAllOptions = {},
): void {
  const property = fc.property(trials, (trial) => check(runTrial(trial, plugin)));
  demandProperty(property as unknown as fc.IProperty<[unknown]>, {
    claim: 'it holds for every run',
    ...options,
    plugin: plugin.file ?? (plugin.register.length > 0 ? 'FILE' : undefined),
  });
}

/** What `demandProperty` needs to know. */
interface PropertyOptions extends ForAllOptions {
  /** What is claimed; a failure begins with it. */
  readonly claim: string;
  /** The module that the cases need beside the project. */
  readonly plugin?: string | undefined;
}

/** @throws Error that names the claim, the smallest case found, and the lines that repeat it. */
export function demandProperty(property: fc.IProperty<[unknown]>, options: PropertyOptions): void {
  const { cases = 100, seed = propertySeed(), path = casePath() } = options;
  const details = fc.check(property, { numRuns: cases, seed, ...(path !== undefined && { path }) });
  if (details.failed) throw new Error(report(details, options), { cause: details.errorInstance });
}

function report(details: fc.RunDetails<[unknown]>, { claim, plugin, command }: PropertyOptions): string {
  const { counterexample, counterexamplePath, errorInstance, numRuns, numShrinks, seed } = details;
  if (counterexample === null)
    return `${claim}: too few cases: ${numRuns} tried, ${details.numSkips} skipped`;
  const variables = `LAGGARD_SEED=${seed} LAGGARD_PATH=${counterexamplePath}`;
  return [
    `not so: ${claim}`,
    `  ${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}`,
    `seed ${seed}, case ${numRuns}, made smaller ${numShrinks} times; to repeat it alone:`,
    `  ${variables} ${command ?? '(before the command that runs this test and no other)'}`,
    describeCase(counterexample[0], plugin),
  ].join('\n');
}
