/**
 * Version of the model's semantics. It goes up by one whenever the same scenario file gives other events, times or numbers than
 * before (a law of the model, a stream of random numbers, an order of summation), so that results of different semantics are never
 * compared by mistake. Speed, reports and new options do not change it.
 */
export const SEMANTICS_VERSION = 2;
