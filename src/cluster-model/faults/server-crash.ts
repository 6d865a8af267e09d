import { numberOption, optional, variateOption } from '../../base/options.ts';
import { secondsToNanoseconds } from '../../engine/time.ts';
import { samplerOf } from '../../random/variate.ts';
import { defineFault } from './fault-model.ts';
import { outageOptions, outagesOf, tooFrequent } from './outages.ts';

/** A server shard crashes, is down, and goes on from its last checkpoint: what it has handled since is lost. */
export const serverCrash = defineFault({
  name: 'server-crash',
  summary: 'A server shard is down, and goes on from its last checkpoint; the updates since are lost.',
  options: {
    ...outageOptions,
    checkpointEvery: optional(
      numberOption({
        description: 'Time between checkpoints; without this a shard has only what it started with.',
        quantity: 'seconds',
        above: 0,
      }),
    ),
    checkpointTime: variateOption({
      description: 'Service time of a checkpoint, during which nobody is served.',
      quantity: 'seconds',
      min: 0,
      default: 0,
    }),
  },
  hits: 'shards',
  contradiction: (options, known) =>
    (options.at === undefined) === (options.gap === undefined)
      ? 'give either at or gap'
      : tooFrequent(options, known),
  create: ({ checkpointEvery, checkpointTime, ...options }, context) => ({
    outage: outagesOf(options, context)!,
    ...(checkpointEvery !== undefined && {
      checkpoints: {
        // A nanosecond is the least that can be told apart.
        every: Math.max(1, secondsToNanoseconds(checkpointEvery)) as ReturnType<typeof secondsToNanoseconds>,
        seconds: samplerOf(checkpointTime, context.stream('checkpoint')),
      },
    }),
  }),
});
