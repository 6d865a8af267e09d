import { variateOption } from '../../base/options.ts';
import { distributionOf, samplerOf } from '../../random/variate.ts';
import { onOffPieces, SHORTEST_CYCLE } from './on-off.ts';
import { stepCourses } from './step-courses.ts';
import { defineStraggler } from './straggler-model.ts';

/** Slow for a while, well for a while: episode k begins a drawn gap after episode k − 1 has ended and lasts a drawn duration. */
export const episodes = defineStraggler({
  name: 'episodes',
  summary: 'Slow for a drawn duration after a drawn gap, again and again.',
  options: {
    gap: variateOption({ description: 'Time between episodes.', quantity: 'seconds', min: 0 }),
    duration: variateOption({ description: 'Length of an episode.', quantity: 'seconds', min: 0 }),
    slowdown: variateOption({ description: 'Factor; drawn for every episode.', above: 0 }),
  },
  affects: ['compute', 'network'],
  contradiction: ({ gap, duration }, known) =>
    distributionOf(gap, known).mean + distributionOf(duration, known).mean < SHORTEST_CYCLE
      ? 'gap and duration together are below a microsecond in the mean: too many episodes to follow'
      : undefined,
  create: (options, { workerCount, stream }) => {
    const gap = samplerOf(options.gap, stream('gap'));
    const duration = samplerOf(options.duration, stream('duration'));
    const slowdown = samplerOf(options.slowdown, stream('slowdown'));
    const course = { off: gap.draw, on: duration.draw, factor: slowdown.draw };
    return stepCourses(workerCount, (worker) => onOffPieces(worker, course));
  },
});
