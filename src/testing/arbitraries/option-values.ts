import fc from 'fast-check';
import type { NumberShape, Option, Options } from '../../base/options.ts';

/** The parts of a definition that the contract tests need. */
interface Configurable {
  readonly options: Options;
  contradiction?(options: never): string | undefined;
}

/** Options that a scenario could give to `definition`: each within its description, and without contradiction. */
export function optionsOf(definition: Configurable): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const entries = Object.entries(definition.options).map(
    ([name, option]) => [name, anyValue(option)] as const,
  );
  return fc
    .record(Object.fromEntries(entries))
    .filter((values) => definition.contradiction?.(values as never) === undefined);
}

function anyValue(option: Option): fc.Arbitrary<unknown> {
  const value = anyOfShape(option);
  return option.optional ? fc.option(value, { nil: undefined }) : value;
}

function anyOfShape({ shape, fallback }: Option): fc.Arbitrary<unknown> {
  if (shape.kind === 'choice') return fc.constantFrom(...shape.values);
  if (shape.kind === 'flag') return fc.boolean();
  if (shape.kind === 'text' || shape.kind === 'columns') return fc.constant(fallback);
  if (shape.kind === 'expression') return fc.constantFrom('1', `2*${shape.variable} + 0.5`, shape.example);
  if (shape.kind === 'file') return fc.constant('example');
  if (shape.kind === 'list')
    return fc.array(numberOf(shape.of), { minLength: shape.minLength, maxLength: 5 });
  const words = (shape.words ?? []).map((word) => fc.constant(word));
  return fc.oneof(numberOf(shape), ...words, ...(shape.varies ? [drawnOf(shape)] : []));
}

/** Durations of milliseconds and other numbers of a few units, so that a test usually sees many events. */
function numberOf({ quantity, integer, min, max, above, below }: NumberShape): fc.Arbitrary<number> {
  const unit = quantity === 'seconds' ? 1e-3 : 1;
  const least = min ?? (above === undefined ? -3 * unit : above + unit / 64);
  const most = max ?? (below === undefined ? Math.max(least, 0) + 4 * unit : below - unit / 64);
  if (integer) return fc.integer({ min: Math.ceil(least), max: Math.floor(most) });
  return fc.integer({ min: 0, max: 64 }).map((k) => least + ((most - least) * k) / 64);
}

/** Distributions of numbers that the shape allows. */
function drawnOf(shape: NumberShape): fc.Arbitrary<unknown> {
  const scale = shape.quantity === 'seconds' ? 1e-3 : 1;
  const lowest = Math.max(shape.min ?? 0, shape.above ?? 0);
  return fc.oneof(
    fc.constant({ exponential: { mean: lowest + scale } }),
    fc.constant({ pareto: { shape: 1.5, scale: lowest + scale / 2 } }),
    fc.array(numberOf(shape), { minLength: 1, maxLength: 4 }).map((values) => ({ empirical: values })),
    numberOf(shape).map((value) => ({ uniform: { min: value, max: value + scale } })),
  );
}
