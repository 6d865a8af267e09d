import { variateOption } from '../../base/options.ts';
import { NEVER } from '../../engine/time.ts';
import { samplerOf } from '../../random/variate.ts';
import { defineStraggler } from './straggler-model.ts';

/** A worker that is slower all the time; the slow-down may be drawn, once per worker. */
export const constant = defineStraggler({
  name: 'constant',
  summary: 'Slower by a constant factor all the time.',
  options: {
    slowdown: variateOption({ description: 'Factor; drawn once per worker.', above: 0 }),
  },
  affects: ['compute', 'network'],
  create: ({ slowdown }, { workerCount, stream }) => {
    const sampler = samplerOf(slowdown, stream('slowdown'));
    const factors = Float64Array.from({ length: workerCount }, (_, worker) => sampler.draw(worker, 0));
    return {
      factorAt: (worker) => factors[worker]!,
      nextChange: () => NEVER,
      lastingFactor: (worker) => factors[worker]!,
    };
  },
});
