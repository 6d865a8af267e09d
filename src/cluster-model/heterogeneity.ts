import { InputError } from '../base/errors.ts';

/**
 * The delay in seconds that makes the slowest clock `level` times the fastest (the heterogeneity level of Jiang et al., SIGMOD
 * 2017, slow over fast), when the workers in `hits` get it. `clockSeconds`: each worker's clock without it. Both [workers].
 *
 * The delayed workers become the slowest, so the fastest is one that is spared: delay = level · fastest spared − slowest hit.
 * Level 1 asks for no delay: machines and data may differ by themselves, and a study that begins at 1 is meant to run.
 * @throws InputError when no such delay makes it so.
 */
export function delayForHeterogeneity(level: number, clockSeconds: Float64Array, hits: Uint8Array): number {
  if (level === 1) return 0;
  const hit = clockSeconds.filter((_, worker) => hits[worker] === 1);
  const spared = clockSeconds.filter((_, worker) => hits[worker] !== 1);
  if (hit.length === 0) throw new InputError('heterogeneity: no worker is hit, so none can be made slower');
  if (spared.length === 0)
    throw new InputError('heterogeneity: every worker is hit, so none is faster than the rest');
  const fastest = least(spared);
  if (fastest === 0)
    throw new InputError('heterogeneity: a clock takes no time, so none can be that many times as long');
  const lowest = lowestLevel(hit, spared, fastest);
  if (level < lowest) {
    throw new InputError({
      message: `heterogeneity: no delay makes the slowest clock ${level} times the fastest`,
      allowed: `at least ${lowest.toPrecision(4)} on this cluster`,
    });
  }
  return Math.max(0, level * fastest - greatest(hit));
}

/**
 * Below this level the slowest spared worker would still be too slow, a hit one would be so already, or the fastest hit worker,
 * though delayed, would be faster than all that are spared.
 */
function lowestLevel(hit: Float64Array, spared: Float64Array, fastest: number): number {
  const slowest = Math.max(greatest(spared), greatest(hit));
  return Math.max(slowest / fastest, 1 + (greatest(hit) - least(hit)) / fastest);
}

function least(numbers: Float64Array): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function greatest(numbers: Float64Array): number {
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}
