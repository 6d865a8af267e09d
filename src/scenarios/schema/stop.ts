import { integerOption, numberOption, optional } from '../../base/options.ts';
import { fields, type SchemaOfShape } from './fields.ts';
import { addRefusal, mapping } from './leaf.ts';

const limits = {
  maxClocks: optional(integerOption({ description: 'Clocks that each worker may do.', min: 1 })),
  maxUpdates: optional(integerOption({ description: 'Updates in all.', min: 1 })),
  maxRounds: optional(
    integerOption({ description: 'Rounds: changes of the parameters of every server shard.', min: 1 }),
  ),
  maxTime: optional(numberOption({ description: 'Simulated time.', quantity: 'seconds', above: 0 })),
};

const targets = {
  objective: optional(numberOption({ description: 'Stop when the objective is at most this.' })),
  gap: optional(
    numberOption({
      description: 'Stop when the objective is at most so much above the solved optimum, relative to it.',
      quantity: 'ratio',
      above: 0,
    }),
  ),
  accuracy: optional(
    numberOption({
      description:
        'Stop when the accuracy is at least this: on the test data, or on the training data where there are no test data.',
      quantity: 'ratio',
      above: 0,
      max: 1,
    }),
  ),
};

/** The keys of `stop` that say what is to be reached. */
export const targetNames = Object.keys(targets) as readonly (keyof typeof targets)[];

/** The section `stop`: at least one limit, and possibly a target. */
export function stopSchema(schemaOf: SchemaOfShape) {
  const names = Object.keys(limits);
  return mapping({ ...fields(targets, schemaOf), ...fields(limits, schemaOf) })
    .superRefine((stop, context) => {
      // A limit that is misspelt has been told already.
      const noneMisspelt = context.issues.length === 0;
      if (noneMisspelt && names.every((name) => !Object.hasOwn(stop, name))) {
        const allowed = `at least one of ${names.join(', ')}`;
        addRefusal(context, [], { message: 'no limit is given', allowed });
      }
      const [first, second] = targetNames.filter((name) => Object.hasOwn(stop, name));
      if (second) {
        const allowed = `one of ${targetNames.join(', ')}`;
        addRefusal(context, [second], { message: `given beside ${first}`, allowed });
      }
    })
    .meta({ anyOf: names.map((name) => ({ required: [name] })) });
}
