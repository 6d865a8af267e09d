import fc from 'fast-check';

/** The seed of property tests where nothing else is said: fixed, so that a run repeats. */
const DEFAULT_SEED = 20_170_514;

/**
 * The seed of property tests: LAGGARD_SEED, else what fast-check is configured with, else a fixed one.
 * @throws Error when LAGGARD_SEED is no whole number.
 */
export function propertySeed(): number {
  const given = environmentVariable('LAGGARD_SEED');
  if (given === undefined) return fc.readConfigureGlobal().seed ?? DEFAULT_SEED;
  if (!/^-?\d+$/.test(given)) throw new Error(`LAGGARD_SEED=${given} (allowed: a whole number)`);
  return Number(given);
}

/** The one case to try, as a failure names it: LAGGARD_PATH. */
export function casePath(): string | undefined {
  return environmentVariable('LAGGARD_PATH');
}

/** The kit asks the host for nothing else; where there is no such host, as in a browser, nothing is set. */
function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { readonly env: Record<string, string | undefined> } };
  return process?.env[name] || undefined;
}
