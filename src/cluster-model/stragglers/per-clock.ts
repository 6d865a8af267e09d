import { variateOption } from '../../base/options.ts';
import { NEVER } from '../../engine/time.ts';
import { samplerOf } from '../../random/variate.ts';
import { defineStraggler } from './straggler-model.ts';

/** A new factor for every clock of every worker, such as 1 + an exponential or Pareto tail. */
export const perClock = defineStraggler({
  name: 'per-clock',
  summary: 'Slower by a factor that is drawn anew for every clock.',
  options: {
    factor: variateOption({ description: 'Factor; drawn for every clock of every worker.', above: 0 }),
  },
  affects: ['compute', 'network'],
  create: ({ factor }, { stream }) => {
    const sampler = samplerOf(factor, stream('factor'));
    return {
      factorAt: (worker, _time, clock) => sampler.draw(worker, clock),
      nextChange: () => NEVER,
    };
  },
});
