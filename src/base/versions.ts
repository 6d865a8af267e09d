/**
 * The version of what a scenario means. It goes up by one whenever the same scenario file would give other events, times or
 * numbers than before (a law of the model, a stream of random numbers, an order of summation), so that results of different
 * semantics are never compared by mistake. Speed, reports and new options leave it alone.
 */
export const SEMANTICS_VERSION = 2;
