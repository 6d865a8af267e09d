import fc from 'fast-check';

/** The default seed of property tests: fixed, so that a test run can be repeated. */
const DEFAULT_SEED = 20_170_514;

/**
 * Returns the seed of property tests: LAGGARD_SEED, else the one that fast-check is configured with, else the default.
 * @throws Error when LAGGARD_SEED is not a whole number.
 */
export function propertySeed(): number {
  const given = environmentVariable('LAGGARD_SEED');
  if (given === undefined) return fc.readConfigureGlobal().seed ?? DEFAULT_SEED;
  if (!/^-?\d+$/.test(given)) throw new Error(`LAGGARD_SEED=${given} (allowed: a whole number)`);
  return Number(given);
}

/** Returns the path of the one case to try, as a failure prints it: LAGGARD_PATH. */
export function casePath(): string | undefined {
  return environmentVariable('LAGGARD_PATH');
}

/** Reads a variable of the environment, the only thing that the kit asks of its host; undefined in a browser. */
function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { readonly env: Record<string, string | undefined> } };
  return process?.env[name] || undefined;
}
