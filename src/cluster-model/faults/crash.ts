import { numberOption, optional } from '../../base/options.ts';
import { type Duration, NEVER, secondsToNanoseconds } from '../../engine/time.ts';
import { samplerOf } from '../../random/variate.ts';
import { defineFault } from './fault-model.ts';
import { outageOptions, outagesOf, tooFrequent } from './outages.ts';

/**
 * A worker crashes, is down, and restarts: the clock under way is lost, it pulls and begins that clock again. When: at listed times, after drawn
 * gaps, or in a part of all clocks.
 */
export const crash = defineFault({
  name: 'crash',
  summary: 'A worker loses the clock under way, is down, restarts, pulls and begins that clock again.',
  options: {
    ...outageOptions,
    perClock: optional(
      numberOption({
        description: 'Part of all clocks that are hit, at a uniformly drawn moment, when first computed.',
        quantity: 'ratio',
        min: 0,
        max: 1,
      }),
    ),
    detection: optional(
      numberOption({
        description: 'After so long without it the shards drop the worker; without this they wait for it.',
        quantity: 'seconds',
        min: 0,
      }),
    ),
  },
  hits: 'workers',
  contradiction: (options, known) => {
    const given = [options.at, options.gap, options.perClock].filter((when) => when !== undefined);
    return given.length === 1 ? tooFrequent(options, known) : 'give one of at, gap and perClock';
  },
  create: ({ perClock, detection, ...options }, context) => {
    const detected =
      detection === undefined ? (NEVER as number as Duration) : secondsToNanoseconds(detection);
    if (perClock === undefined) return { detection: detected, outage: outagesOf(options, context)! };
    const isHit = context.stream('clock');
    const moment = context.stream('moment');
    const downtime = samplerOf(options.downtime, context.stream('downtime'));
    return {
      detection: detected,
      clockHit: (worker, clock) =>
        isHit.uniform(worker, clock) >= perClock
          ? undefined
          : {
              part: moment.uniform(worker, clock),
              downtime: secondsToNanoseconds(downtime.draw(worker, clock)),
            },
    };
  },
});
