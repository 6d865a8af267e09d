import { numberOption, optional, variateOption } from '../../base/options.ts';
import { NEVER } from '../../engine/time.ts';
import { samplerOf } from '../../random/variate.ts';
import { defineStraggler } from './straggler-model.ts';

/**
 * Time added to each clock, as by a sleep(): how Jiang et al., SIGMOD 2017, made their stragglers. Given either as a
 * duration or as the heterogeneity level that it is to bring about.
 */
export const delay = defineStraggler({
  name: 'delay',
  summary: 'A pause added to each clock, as a duration or to reach a heterogeneity level.',
  reference: 'Jiang et al., SIGMOD 2017, section 3',
  options: {
    duration: optional(
      variateOption({ description: 'Pause; drawn for every clock.', quantity: 'seconds', min: 0 }),
    ),
    heterogeneity: optional(
      numberOption({
        description:
          'Slowest clock time over fastest, computing plus communicating without waiting; the pause is solved for.',
        min: 1,
      }),
    ),
  },
  affects: ['compute'],
  contradiction: ({ duration, heterogeneity }) =>
    (duration === undefined) === (heterogeneity === undefined)
      ? 'give either duration or heterogeneity'
      : undefined,
  create: ({ duration, heterogeneity }, { stream, delayForHeterogeneity }) => {
    const length = heterogeneity === undefined ? duration! : delayForHeterogeneity(heterogeneity);
    const sampler = samplerOf(length, stream('delay'));
    return {
      factorAt: () => 1,
      nextChange: () => NEVER,
      delayOf: (worker, clock) => sampler.draw(worker, clock),
      lastingDelay: () => sampler.mean,
    };
  },
});
