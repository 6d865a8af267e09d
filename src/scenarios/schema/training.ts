import { choiceOption, integerOption, numberOption, optional } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { ScheduleDefinition } from '../../optimizers/schedules/schedule.ts';
import type { Catalogue } from '../catalogue.ts';
import { parseQuantity, splitQuantity } from '../units.ts';
import { quantitiesMeant } from '../units-meant.ts';
import { definitionsBy, type Entry } from './definitions.ts';
import { fields, type SchemaOfShape, schemaOfOption } from './fields.ts';
import {
  addRefusal,
  leaf,
  listOf,
  mapping,
  oneOfKinds,
  optionalMapping,
  type Refuse,
  wordOf,
} from './leaf.ts';
import { quantityReference } from './numbers.ts';

const rate = numberOption({ description: 'The same learning rate at every clock.', above: 0 });
const intervals = {
  updates: optional(integerOption({ description: 'Updates between two evaluations.', min: 1 })),
  seconds: optional(
    numberOption({ description: 'Simulated time between two evaluations.', quantity: 'seconds', above: 0 }),
  ),
};
const parameter = numberOption({ description: 'One number for every parameter.' });
const evaluated = choiceOption(['server', 'fastest-worker'], {
  description:
    "The server's parameters, or the replica of whoever finishes a clock first (the paper's curves).",
  default: 'server',
});

/** A learning rate: a number, or a schedule with its options. */
export function learningRateSchema(registry: Registry<ScheduleDefinition>, schemaOf: SchemaOfShape) {
  const constant = schemaOfOption(rate, schemaOf).transform((initial) => ({ schedule: 'constant', initial }));
  return oneOfKinds(
    [constant, definitionsBy('schedule', registry, schemaOf)],
    'a number > 0, or a schedule such as { schedule: inverse-sqrt, initial: 0.5, alpha: 0.2 }',
  );
}

/** The section `training`. */
export function trainingSchema({ schedules, localOptimizers }: Catalogue, schemaOf: SchemaOfShape) {
  const optimizer = definitionsBy('kind', localOptimizers, schemaOf);
  return mapping({
    learningRate: learningRateSchema(schedules, schemaOf).meta({
      description: 'Read once per clock, at the clock of the worker.',
    }),
    optimizer: oneOfKinds(
      [
        wordOf(localOptimizers.names)
          .transform((kind): Entry => ({ kind }))
          .pipe(optimizer),
        optimizer,
      ],
      `${localOptimizers.names.join(', ')}, or a mapping with kind`,
    )
      .prefault('sgd')
      .meta({ description: 'What a worker makes of a gradient.' }),
    evaluate: optionalMapping({
      every: everySchema(schemaOf)
        .optional()
        .meta({ description: 'By default as many updates as there are workers.' }),
      of: schemaOfOption(evaluated, schemaOf),
    }).meta({ description: 'When the objective is computed, and of what.' }),
    initial: oneOfKinds(
      [schemaOfOption(parameter, schemaOf), listOf(schemaOfOption(parameter, schemaOf), 'numbers', 1)],
      'a number, or a list of numbers',
    )
      .default(0)
      .meta({ description: 'The parameters at the start: one number for all, or each of them.' }),
  });
}

/** `10 updates`, a duration, or the resolved forms. A bare number could be either, so it is refused. */
function everySchema(schemaOf: SchemaOfShape) {
  const allowed = '10 updates, or a duration such as 0.5 s';
  const resolved = mapping(fields(intervals, schemaOf))
    .superRefine((value, context) => {
      const count = Object.keys(value).length;
      if (count !== 1) addRefusal(context, [], { message: `a mapping of ${count} intervals`, allowed });
    })
    .meta({ minProperties: 1, maxProperties: 1 });
  const json = { anyOf: [{ type: 'string', pattern: UPDATES.source }, quantityReference('seconds')] };
  return oneOfKinds([leaf(json, (value, refuse) => readInterval(value, allowed, refuse)), resolved], allowed);
}

const UPDATES = /^\s*([1-9][0-9]{0,14})\s*updates?\s*$/;

function readInterval(
  value: unknown,
  allowed: string,
  refuse: Refuse,
): { updates: number } | { seconds: number } {
  if (typeof value === 'number') {
    return refuse({ allowed, ...(value > 0 && { hint: `did you mean ${value} updates?` }) });
  }
  if (typeof value !== 'string')
    return refuse({ allowed, wrongKind: typeof value === 'object' && value !== null });
  const updates = UPDATES.exec(value);
  if (updates) return { updates: Number(updates[1]) };
  const seconds = parseQuantity(value, 'seconds');
  if (seconds !== undefined && seconds > 0) return { seconds };
  const parts = splitQuantity(value);
  const meant = parts && seconds === undefined ? quantitiesMeant(parts, 'seconds').join(', or ') : '';
  return refuse({ allowed, ...(meant && { hint: `did you mean ${meant}?` }) });
}
