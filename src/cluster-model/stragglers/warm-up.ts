import { numberOption, variateOption } from '../../base/options.ts';
import { NEVER, type SimTime, secondsToNanoseconds } from '../../engine/time.ts';
import { pow } from '../../numerics/elementary.ts';
import { samplerOf } from '../../random/variate.ts';
import { FINEST_GRID } from './on-grid.ts';
import { defineStraggler } from './straggler-model.ts';

/** Steps in a half-life, and half-lives after which it is over. */
const STEPS = 8;
const HALF_LIVES = 12;

/**
 * Slow at first (cold caches, a compiler that has not seen the code, data still coming in) and faster by and by: factor 1 + (slowdown − 1) · 2^(−t / halfLife),
 * in eight steps a half-life, each with the value of its middle; after twelve half-lives it is 1.
 */
export const warmUp = defineStraggler({
  name: 'warm-up',
  summary: 'Slow at the start of the run; what it is slower by halves again and again.',
  options: {
    slowdown: variateOption({ description: 'Factor at time 0; drawn once per worker.', min: 1 }),
    halfLife: numberOption({
      description: 'Time in which the excess over 1 halves.',
      quantity: 'seconds',
      min: STEPS * FINEST_GRID,
    }),
  },
  affects: ['compute', 'network'],
  create: ({ slowdown, halfLife }, { workerCount, stream }) => {
    const sampler = samplerOf(slowdown, stream('slowdown'));
    const excess = Float64Array.from({ length: workerCount }, (_, worker) => sampler.draw(worker, 0) - 1);
    const decay = Float64Array.from({ length: STEPS * HALF_LIVES }, (_, cell) =>
      pow(2, -(cell + 0.5) / STEPS),
    );
    const step = secondsToNanoseconds(halfLife / STEPS);
    const cellOf = (time: SimTime) => Math.floor(time / step);
    return {
      factorAt: (worker, time) => 1 + excess[worker]! * (decay[cellOf(time)] ?? 0),
      nextChange: (_worker, time) => {
        const next = cellOf(time) + 1;
        return next > decay.length ? NEVER : ((next * step) as SimTime);
      },
    };
  },
});
