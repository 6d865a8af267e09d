import { exponential } from '../../src/random/distributions/exponential.ts';
import { Streams } from '../../src/random/streams.ts';

/**
 * `count` exponential durations in whole nanoseconds, none of them zero. Both sides of a comparison read the same ones, so that they
 * can be held to the same answer, to the last nanosecond.
 */
export function exponentialDurations(purpose: string, count: number, meanSeconds: number): Float64Array {
  const uniforms = new Streams(1, 1).stream(purpose).sequence(0);
  const { quantile } = exponential.create({ mean: meanSeconds });
  return Float64Array.from({ length: count }, () => Math.max(1, Math.round(quantile(uniforms.next()) * 1e9)));
}
