import { integerOption, numberOption } from '../../base/options.ts';
import { pow } from '../../numerics/elementary.ts';
import { defineSchedule } from './schedule.ts';

/** σ · factor^⌊c / every⌋ at clock c. */
export const step = defineSchedule({
  name: 'step',
  summary: 'The rate is multiplied by `factor` after every `every` clocks.',
  options: {
    initial: numberOption({ description: 'Learning rate of the first clocks.', above: 0 }),
    factor: numberOption({ description: 'What the rate is multiplied by.', above: 0, default: 0.5 }),
    every: integerOption({ description: 'Clocks between two changes.', min: 1, default: 10 }),
  },
  create:
    ({ initial, factor, every }) =>
    (clock) =>
      initial * pow(factor, Math.floor(clock / every)),
});
