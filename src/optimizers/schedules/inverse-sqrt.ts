import { numberOption } from '../../base/options.ts';
import { defineSchedule } from './schedule.ts';

/** σ / √(αc + 1) at clock c: the decayed rate of the experiments of Jiang et al., SIGMOD 2017. */
export const inverseSqrt = defineSchedule({
  name: 'inverse-sqrt',
  summary: 'The rate at clock c is initial / √(alpha · c + 1).',
  reference: 'Jiang et al., SIGMOD 2017',
  options: {
    initial: numberOption({ description: 'Learning rate of clock 0.', above: 0 }),
    alpha: numberOption({ description: 'How fast the rate falls, per clock.', min: 0, default: 0.2 }),
  },
  create:
    ({ initial, alpha }) =>
    (clock) =>
      initial / Math.sqrt(alpha * clock + 1),
});
