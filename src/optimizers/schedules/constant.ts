import { numberOption } from '../../base/options.ts';
import { defineSchedule } from './schedule.ts';

/** The same rate at every clock. */
export const constant = defineSchedule({
  name: 'constant',
  summary: 'The rate stays at `initial`.',
  options: {
    initial: numberOption({ description: 'Learning rate.', above: 0 }),
  },
  create:
    ({ initial }) =>
    () =>
      initial,
});
