import fc from 'fast-check';
import { evaluate } from 'mathjs';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { compileFormula } from '../../src/numerics/expression.ts';

/** Formulas without steps, which might fall on the other side of a rounding error, and of limited depth. */
const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('t', '2', '0.5', 'pi', 'e', '1e-3'),
    fc
      .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/', '^'), tie('formula'))
      .map(([a, o, b]) => `(${a}) ${o} (${b})`),
    fc
      .tuple(fc.constantFrom('sin', 'cos', 'exp', 'log', 'sqrt', 'abs'), tie('formula'))
      .map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('formula'), tie('formula'))
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
  ),
}));

/** Undefined where mathjs finds that complex numbers have no order. */
function valueByMathjs(text: string, t: number): unknown {
  try {
    return evaluate(text, { t });
  } catch {
    return undefined;
  }
}

test('a formula means what mathjs says it means, to rounding, wherever that is a real number', () => {
  fc.assert(
    fc.property(formula, fc.integer({ min: 0, max: 64 }), (text, k) => {
      const t = k / 8;
      const expected = valueByMathjs(text, t);
      if (typeof expected !== 'number' || !Number.isFinite(expected) || Math.abs(expected) > 1e6) return;
      const found = compileFormula(text, 't')(t);
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
    }),
  );
});

test.each([
  ['1 + 0.5*sin(2*pi*t/600)', 150, 1.5],
  ['t < 10 ? 1 : 3', 10, 3],
  ['t >= 10 and not (t == 12) ? 2 : 1', 12, 1],
  ['-7 % 3', 0, 2],
  ['2^3^2', 0, 512],
  ['2 t + pi', 0, Math.PI],
  ['max(1, t, 2)', 5, 5],
  ['floor(2.7) + ceil(2.1) + round(2.4) + abs(-1) + sign(-3)', 0, 7],
])('%s at t = %d is %d', (text, t, value) => {
  expect(compileFormula(text, 't')(t)).toBeCloseTo(value, 12);
});

test.each([
  ['x + 1', /^x: is not known here \(allowed: numbers, the variable/],
  ['sinn(t)', /sinn\(t\): calls no known function.*did you mean sin\?/],
  ['t = 2', /an assignment has no place/],
  ['f(x) = 2', /the definition of a function has no place/],
  ['[1, 2]', /a list has no place/],
  ['1:3', /a range has no place/],
  ['"text"', /is no number/],
  ['3!', /factorial has no place/],
  ["t'", /ctranspose has no place/],
  ['2 cm', /^cm: is not known here/],
  ['t.constructor', /a property has no place/],
  ['1 < t < 3', /a chain of comparisons/],
  ['1e400', /too large for a double/],
  ['sin()', /takes one argument, not 0/],
  ['sin(t, 2)', /takes one argument, not 2/],
  ['', /an empty formula/],
  ['1 +', /Unexpected end of expression/],
  ['import("x")', /calls no known function/],
  ['1; 2', /a second formula has no place/],
  [`1${' + 1'.repeat(1000)}`, /more than 2000 characters/],
])('%s is refused', (text, message) => {
  expect(() => compileFormula(text, 't')).toThrow(InputError);
  expect(() => compileFormula(text, 't')).toThrow(message);
});

test.each(['(', 'sin(', '[', '{a:', 'min(1,'])(
  'a formula of %s a thousand times over is refused in words, fifty are enough',
  (open) => {
    const nested = (times: number) =>
      `${open.repeat(times)}t${(/[[{]/.test(open) ? (open === '[' ? ']' : '}') : ')').repeat(times)}`;
    for (const times of [51, 300, 399]) {
      expect(() => compileFormula(nested(times), 't')).toThrow(
        /a formula of more than (50 brackets in each other|2000 characters)/,
      );
    }
    if (open.endsWith('(') || open.endsWith(',')) expect(compileFormula(nested(50), 't')(1)).toBeDefined();
  },
);

test('a formula as long as may be, of one operator after the other, is compiled', () => {
  for (const text of [
    `t${'+t'.repeat(999)}`,
    `${'-'.repeat(1999)}t`,
    `t${'^t'.repeat(999)}`,
    `${'t?1:'.repeat(499)}1`,
  ])
    expect(Number.isFinite(compileFormula(text, 't')(1))).toBe(true);
});

test('a message shows the beginning of a long piece of a formula', () => {
  expect(() => compileFormula(`[${'1,'.repeat(300)}1]`, 't')).toThrow(/^.{60}…: a list has no place/);
});
