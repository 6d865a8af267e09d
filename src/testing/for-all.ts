import fc from 'fast-check';
import { describeCase } from './describe-case.ts';
import { casePath, propertySeed } from './environment.ts';
import type { Plugin } from './plugin.ts';
import { type Run, runTrial } from './run.ts';
import type { Trial } from './trial.ts';

/** Options of a property test. */
export interface ForAllOptions {
  /** Number of trials; default 100. */
  readonly cases?: number;
  /** Default: LAGGARD_SEED, else the one that fast-check is configured with, else a fixed one. */
  readonly seed?: number;
  /** The path of a single case, as a failure prints it; default: LAGGARD_PATH. */
  readonly path?: string;
  /** The command of this test, for the line that repeats a failure: `npx vitest run growing.test.ts -t lead`. */
  readonly command?: string;
}

/**
 * Runs the first algorithm of many trials and calls `check` with each run; `check` uses an assertion of this kit or throws. A trial that
 * fails is shrunk as long as it fails.
 * @throws Error with the failure, the seed, the smallest trial as a scenario file, and the commands that repeat it.
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

/** Arguments of `demandProperty`. */
interface PropertyOptions extends ForAllOptions {
  /** The claim, with which a failure message begins. */
  readonly claim: string;
  /** The module with the definitions that the cases need. */
  readonly plugin?: string | undefined;
}

/** Tests a property. @throws Error with the claim, the smallest failing case, and the lines that repeat it. */
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
