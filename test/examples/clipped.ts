import { defineServerRule, numberOption } from 'laggard';

/** Adds every update, but no more than `limit` to any one parameter: a stale or wild update does bounded harm. */
export const clipped = defineServerRule({
  name: 'clipped',
  summary: 'Adds updates whose values are cut to ±limit.',
  options: {
    limit: numberOption({
      description: 'What one update adds to a parameter at most.',
      above: 0,
      default: 1,
    }),
  },
  create: ({ limit }) => ({
    close: (parameters, held) => {
      for (const { values, indices } of held) {
        for (let k = 0; k < values.length; k++) {
          const j = indices === null ? k : indices[k]!;
          parameters[j] = parameters[j]! + Math.max(-limit, Math.min(limit, values[k]!));
        }
      }
    },
  }),
});
