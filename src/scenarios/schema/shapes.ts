import type { z } from 'zod';
import type { Quantity } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { DistributionDefinition } from '../../random/distributions/distribution.ts';
import { distributionsOf, variateOf } from './distributions.ts';
import { expressionText } from './expression.ts';
import type { SchemaOfShape } from './fields.ts';
import { flag, listOf, oneOfKinds, textOf, wordOf } from './leaf.ts';
import { type BareNumbers, describeNumber, describeShape, numberOf } from './numbers.ts';

/** The schemas of all shapes, with these distributions. */
export function schemasOfShapes(
  known: Registry<DistributionDefinition>,
  bareNumbers: BareNumbers = 'read',
): SchemaOfShape {
  const distributions = new Map<Quantity, z.ZodType>();
  const distributionOfQuantity = (quantity: Quantity): z.ZodType => {
    const made = distributions.get(quantity) ?? distributionsOf(quantity, known, schemaOf);
    distributions.set(quantity, made);
    return made;
  };
  const schemaOf: SchemaOfShape = (shape) => {
    switch (shape.kind) {
      case 'number':
        return shape.varies
          ? variateOf(shape, distributionOfQuantity(shape.quantity), known, bareNumbers)
          : numberOf(shape, bareNumbers);
      case 'choice':
        return wordOf(shape.values);
      case 'flag':
        return flag();
      case 'text':
      case 'file':
        return textOf(describeShape(shape), /\S/);
      case 'columns':
        return columnNamesSchema(describeShape(shape));
      case 'expression':
        return expressionText(shape);
      case 'list':
        return listOf(
          numberOf(shape.of, bareNumbers),
          `values, each ${describeNumber(shape.of)}`,
          shape.minLength,
        );
    }
  };
  return schemaOf;
}

function columnNamesSchema(allowed: string): z.ZodType {
  const name = textOf(allowed, /\S/);
  return oneOfKinds([name, listOf(name, 'names of columns', 1)], allowed);
}
