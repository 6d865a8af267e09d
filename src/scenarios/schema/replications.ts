import { integerOption, numberOption } from '../../base/options.ts';
import type { Replications } from '../scenario.ts';
import { fields, type SchemaOfShape, schemaOfOption } from './fields.ts';
import { mapping, oneOfKinds } from './leaf.ts';

/** Replications before the first look at how precise the results are. */
export const FIRST_LOOK = 10;
const MOST = 10_000;

const count = integerOption({ description: 'As many runs of each algorithm.', min: 1, max: MOST });

const untilOptions = {
  until: numberOption({
    description: 'Runs until every speed-up is known to within this, up or down, with 95% confidence.',
    quantity: 'ratio',
    above: 0,
    below: 1,
  }),
  max: integerOption({
    description: 'Replications at most.',
    min: FIRST_LOOK,
    max: MOST,
    default: 100,
  }),
};

/** `replications`: how many, or how precise the results are to be. */
export function replicationsSchema(schemaOf: SchemaOfShape) {
  const fixed = schemaOfOption(count, schemaOf);
  return oneOfKinds(
    [fixed, mapping(fields(untilOptions, schemaOf))],
    `a whole number from 1 to ${MOST}, or a precision such as { until: 5%, max: 60 }`,
  )
    .default(1 satisfies Replications)
    .meta({ description: 'Runs of each algorithm, with chance of their own; paired between algorithms.' });
}
