import { listOption, optional, type Variate, variateOption } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import { after, type SimTime, secondsToNanoseconds } from '../../engine/time.ts';
import type { DistributionDefinition } from '../../random/distributions/distribution.ts';
import { distributionOf, type Sampler, samplerOf } from '../../random/variate.ts';
import type { FaultContext, Outage } from './fault-model.ts';

/** In seconds. Outages closer together than this are too many to follow. */
const SHORTEST_CYCLE = 1e-6;

/** When outages begin, listed or drawn, and how long they last: the options of whatever crashes and comes back. */
export const outageOptions = {
  at: optional(listOption({ description: 'Times of the crashes.', quantity: 'seconds', min: 0 })),
  gap: optional(
    variateOption({
      description: 'Time from a restart (or the start) to the next crash, again and again.',
      quantity: 'seconds',
      min: 0,
    }),
  ),
  downtime: variateOption({
    description: 'From a crash to the restart; drawn for every crash.',
    quantity: 'seconds',
    min: 0,
  }),
};

/** The values of `outageOptions`. */
export interface OutageOptions {
  readonly at: readonly number[] | undefined;
  readonly gap: Variate | undefined;
  readonly downtime: Variate;
}

/** What is wrong with a gap and a downtime that leave no time in between. */
export function tooFrequent(
  { gap, downtime }: OutageOptions,
  known?: Registry<DistributionDefinition>,
): string | undefined {
  if (gap === undefined) return undefined;
  const cycle = distributionOf(gap, known).mean + distributionOf(downtime, known).mean;
  if (cycle >= SHORTEST_CYCLE) return undefined;
  return 'gap and downtime together are below a microsecond in the mean: too many crashes to follow';
}

/** Outages at listed times, or each a drawn gap after the end of the one before; undefined where neither is given. */
export function outagesOf(options: OutageOptions, { stream }: FaultContext) {
  const downtime = samplerOf(options.downtime, stream('downtime'));
  if (options.at) return listedOutages(options.at, downtime);
  return options.gap === undefined
    ? undefined
    : drawnOutages(samplerOf(options.gap, stream('gap')), downtime);
}

function listedOutages(at: readonly number[], downtime: Sampler) {
  const starts = [...at].sort((a, b) => a - b).map(secondsToNanoseconds);
  return (subject: number, index: number): Outage | undefined => {
    if (index >= starts.length) return undefined;
    const start = starts[index]! as number as SimTime;
    return { start, end: after(start, secondsToNanoseconds(downtime.draw(subject, index))) };
  };
}

function drawnOutages(gap: Sampler, downtime: Sampler) {
  return (subject: number, index: number, previousEnd: SimTime): Outage => {
    const start = after(previousEnd, secondsToNanoseconds(gap.draw(subject, index)));
    const length = secondsToNanoseconds(downtime.draw(subject, index));
    // A gap and a downtime of zero together would never get past an instant: one nanosecond is the least of a cycle.
    const end = Math.max(start + length, previousEnd + 1) as SimTime;
    return { start, end };
  };
}
