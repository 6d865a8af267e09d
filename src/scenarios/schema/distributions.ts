import type { z } from 'zod';
import { type NumberShape, type Quantity, valuesOf } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { Distribution, DistributionDefinition } from '../../random/distributions/distribution.ts';
import { distributionOf } from '../../random/variate.ts';
import { fields, type SchemaOfShape } from './fields.ts';
import { addRefusal, isMapping, mapping, oneOfKinds } from './leaf.ts';
import { type BareNumbers, describeNumber, numberOf } from './numbers.ts';

/** The largest uniform variate that a stream gives. */
const LARGEST_UNIFORM = 1 - 2 ** -53;

/**
 * A number of this shape, or a distribution none of whose draws leaves its bounds. `distribution` is the schema of
 * distributions of the shape's quantity.
 */
export function variateOf(
  shape: NumberShape,
  distribution: z.ZodType,
  known: Registry<DistributionDefinition>,
  bareNumbers: BareNumbers,
) {
  return oneOfKinds([numberOf(shape, bareNumbers), distribution], describeNumber(shape)).superRefine(
    (value, context) => {
      if (!isMapping(value) || Object.keys(value).length !== 1) return;
      const outside = drawOutside(distributionOf(value, known), shape);
      if (outside === undefined) return;
      const message = `${Object.keys(value)[0]} can draw ${outside}`;
      addRefusal(context, [], { message, allowed: describeNumber({ ...shape, varies: false }) });
    },
  );
}

/** A value out of bounds that can be drawn (or come arbitrarily close), if there is one. */
function drawOutside(distribution: Distribution, shape: NumberShape): number | undefined {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape;
  const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = shape;
  const { lowest, reachesLowest } = distribution;
  if (lowest < min || lowest < above || (reachesLowest && lowest === above)) return lowest;
  const highest = distribution.quantile(LARGEST_UNIFORM);
  return highest > max || highest >= below ? highest : undefined;
}

/** Distributions of one quantity: a mapping whose only key names one, `{ lognormal: { median: 1, sigma: 0.3 } }`. */
export function distributionsOf(
  quantity: Quantity,
  known: Registry<DistributionDefinition>,
  schemaOf: SchemaOfShape,
) {
  const shape = Object.fromEntries(
    known.entries.map((definition) => [
      definition.name,
      parametersOf(definition, quantity, schemaOf).meta({ description: definition.summary }).optional(),
    ]),
  );
  return mapping(shape)
    .superRefine((value, context) => {
      const count = Object.keys(value).length;
      if (count === 1 || context.issues.length > 0) return;
      const message = count === 0 ? 'an empty mapping' : `a mapping of ${count} distributions`;
      addRefusal(context, [], { message, allowed: `one of ${known.names.join(', ')}` });
    })
    .meta({
      id: quantity === 'number' ? 'distribution' : `distribution-${quantity}`,
      minProperties: 1,
      maxProperties: 1,
    });
}

/** The parameters of one distribution. One that has a single parameter may be given it bare: `{ empirical: [1, 2, 5] }`. */
function parametersOf(
  definition: DistributionDefinition,
  quantity: Quantity,
  schemaOf: SchemaOfShape,
): z.ZodType {
  const parameters = fields(definition.options, (shape) => schemaOf(inQuantity(shape, quantity)));
  const full = mapping(parameters).superRefine((value, context) => {
    const contradiction = definition.contradiction?.(valuesOf(definition.options, value));
    if (contradiction) addRefusal(context, [], { message: contradiction });
  });
  const [only, ...others] = Object.values(parameters);
  return only && others.length === 0 ? oneOfKinds([only, full], 'its parameter') : full;
}

/** The shape of a parameter where the distribution is of this quantity. */
function inQuantity<S extends Parameters<SchemaOfShape>[0]>(shape: S, quantity: Quantity): S {
  if (shape.kind === 'list') return { ...shape, of: inQuantity(shape.of, quantity) };
  return shape.kind === 'number' && shape.quantity === 'drawn' ? { ...shape, quantity } : shape;
}
