import { InputError } from '../base/errors.ts';

/**
 * The delay in seconds that makes the slowest clock `level` times the fastest (the heterogeneity level of Jiang et al., SIGMOD
 * 2017, slow over fast), when the workers in `hits` get it. `clockSeconds`: each worker's clock without it. Both [workers].
 * @throws InputError when no delay does.
 */
export function delayForHeterogeneity(level: number, clockSeconds: Float64Array, hits: Uint8Array): number {
  if (!hits.includes(1)) throw new InputError('heterogeneity: no worker is hit, so none can be made slower');
  if (!hits.includes(0))
    throw new InputError('heterogeneity: every worker is hit, so none is faster than the rest');
  const natural = ratioWith(0, clockSeconds, hits);
  if (natural > level) {
    throw new InputError({
      message: `heterogeneity: the slowest clock is already ${natural.toPrecision(4)} times the fastest, more than ${level}`,
      allowed: `at least ${natural.toPrecision(4)} on this cluster`,
    });
  }
  if (natural === level) return 0;
  let low = 0;
  let high = level * clockSeconds.reduce((a, b) => Math.max(a, b), 0);
  // Bisection down to neighbouring doubles.
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (ratioWith(middle, clockSeconds, hits) >= level) high = middle;
    else low = middle;
  }
}

/** Slowest clock over fastest, when the workers in `hits` take `delay` longer. */
function ratioWith(delay: number, clockSeconds: Float64Array, hits: Uint8Array): number {
  let slowest = 0;
  let fastest = Number.POSITIVE_INFINITY;
  for (let worker = 0; worker < clockSeconds.length; worker++) {
    const seconds = clockSeconds[worker]! + delay * hits[worker]!;
    slowest = Math.max(slowest, seconds);
    fastest = Math.min(fastest, seconds);
  }
  return slowest === fastest ? 1 : slowest / fastest;
}
