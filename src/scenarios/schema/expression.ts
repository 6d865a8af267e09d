import { InputError } from '../../base/errors.ts';
import type { ExpressionShape } from '../../base/options.ts';
import { compileFormula } from '../../numerics/expression.ts';
import { leaf } from './leaf.ts';
import { describeShape } from './numbers.ts';

/** A formula that can be compiled, as its text. A bare number is one too. */
export function expressionText(shape: ExpressionShape) {
  const allowed = describeShape(shape);
  return leaf({ type: ['string', 'number'] }, (value, refuse) => {
    if (typeof value !== 'string' && typeof value !== 'number')
      return refuse({ allowed, wrongKind: typeof value === 'object' && value !== null });
    try {
      compileFormula(String(value), shape.variable);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return refuse(error.problems[0]!);
    }
    return String(value);
  });
}
