import type { z } from 'zod';
import { choiceOption, integerOption, numberOption, type Options, optional } from '../../base/options.ts';
import { valuesOf } from '../sweep/axes.ts';
import { fields, type SchemaOfShape, schemaOfOption } from './fields.ts';
import { addRefusal, mapping, oneOfKinds, optionalMapping, wordOf } from './leaf.ts';
import { valuesSchema } from './sweep.ts';

const rate = numberOption({ description: 'A learning rate.', above: 0 });

const settings = {
  by: choiceOption(['time', 'updates', 'objective'], {
    description:
      'What makes a rate the best: the least time or the fewest updates to the target, or the lowest objective at the end.',
    default: 'time',
  }),
  search: choiceOption(['grid', 'halving'], {
    description:
      'Every rate to the end; or successive halving: all rates for a while, the best third for three times as long, and so on.',
    default: 'grid',
  }),
  replications: integerOption({
    description: 'Runs of each rate, on seeds of their own; a rate is as good as its median run.',
    min: 1,
    max: 1000,
    default: 3,
  }),
};

const budget = {
  maxClocks: optional(integerOption({ description: 'Clocks that each worker may do.', min: 1 })),
  maxUpdates: optional(integerOption({ description: 'Updates in all.', min: 1 })),
  maxTime: optional(numberOption({ description: 'Simulated time.', quantity: 'seconds', above: 0 })),
};

/** The section `tune`: the learning rates among which each algorithm finds its own before they are compared. */
export function tuneSchema(schemaOf: SchemaOfShape) {
  return mapping({
    learningRate: ratesSchema(schemaOf),
    ...fields(settings, schemaOf),
    budget: budgetSchema(schemaOf),
  });
}

/** `tune` of an algorithm: what differs from the common section, or `none`. */
export function ownTuneSchema(schemaOf: SchemaOfShape) {
  const own = mapping({
    learningRate: ratesSchema(schemaOf).optional(),
    ...fields(withoutDefaults(settings), schemaOf),
    budget: budgetSchema(schemaOf).optional(),
  });
  return oneOfKinds([wordOf(['none']), own], 'none, or a mapping with what differs from the common tune');
}

function withoutDefaults<O extends Options>(options: O): Options {
  return Object.fromEntries(
    Object.entries(options).map(([name, { fallback: _, ...option }]) => [
      name,
      { ...option, optional: true },
    ]),
  );
}

function budgetSchema(schemaOf: SchemaOfShape) {
  return optionalMapping(fields(budget, schemaOf)).meta({
    description: 'Limits of a tuning run; where none is given, those under stop.',
  });
}

/** At least two different rates, in ascending order. */
function ratesSchema(schemaOf: SchemaOfShape) {
  const one = schemaOfOption(rate, schemaOf);
  return valuesSchema()
    .transform((given, context): readonly number[] => {
      const rates = valuesOf(given).map((value, k) => {
        const { data, error } = one.safeParse(value);
        for (const issue of error?.issues ?? [])
          context.addIssue({ ...issue, path: [...placeOf(given, k), ...issue.path] } as never);
        return data as number;
      });
      const twice = rates.findIndex((value, k) => value !== undefined && rates.indexOf(value) < k);
      if (twice >= 0)
        addRefusal(context, placeOf(given, twice), { message: `${rates[twice]} is listed twice` });
      if (rates.length < 2)
        addRefusal(context, [], { message: 'one rate', allowed: 'two or more to choose from' });
      return rates.sort((a, b) => a - b);
    })
    .meta({
      description:
        'The rates to choose from: a list, or a range such as `logspace(0.01, 10, 7)`. With a schedule they are its first value.',
    }) as z.ZodType<readonly number[]>;
}

function placeOf(given: unknown, k: number): number[] {
  return Array.isArray(given) ? [k] : [];
}
