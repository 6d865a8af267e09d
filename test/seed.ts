/** Seed of all property tests: fixed, so that a run repeats; another may be tried with LAGGARD_SEED. */
export const propertySeed = Number(process.env.LAGGARD_SEED ?? 20_170_514);
