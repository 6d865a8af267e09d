import { numberOption } from '../../base/options.ts';
import { cos } from '../../numerics/elementary.ts';
import { FINEST_GRID, onGrid } from './on-grid.ts';
import { defineStraggler } from './straggler-model.ts';

/** Steps in a period where nothing else is said: half an hour of a day. */
const STEPS = 48;

/** Load that comes and goes with the hours of a day: factor 1 + (peak − 1) · (1 + cos(2π (t − busiest) / period)) / 2. */
export const diurnal = defineStraggler({
  name: 'diurnal',
  summary: 'Slower at the busy hours of a day, in the form of a cosine.',
  options: {
    peak: numberOption({ description: 'Factor at the busiest time; at the quietest it is 1.', min: 1 }),
    period: numberOption({
      description: 'Length of a day.',
      quantity: 'seconds',
      min: STEPS * FINEST_GRID,
      default: 86_400,
    }),
    busiest: numberOption({
      description: 'When the load is greatest, counted from the start of the run.',
      quantity: 'seconds',
      min: 0,
      default: 43_200,
    }),
  },
  affects: ['compute', 'network'],
  create: ({ peak, period, busiest }) =>
    onGrid(
      period / STEPS,
      (seconds) => 1 + ((peak - 1) * (1 + cos((2 * Math.PI * (seconds - busiest)) / period))) / 2,
    ),
});
