import standardQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { UniformSequence } from '../../random/streams.ts';

/** The standard normal variate below which a share `u` of them falls, 0 < u < 1. */
export function normalVariate(u: number): number {
  return standardQuantile(u, 0, 1);
}

/** So many independent standard normal variates, one uniform each. */
export function normalVariates(count: number, uniforms: UniformSequence): Float64Array {
  const variates = new Float64Array(count);
  for (let i = 0; i < count; i++) variates[i] = normalVariate(uniforms.next());
  return variates;
}
