import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDecimal } from '../../../src/workloads/formats/decimal.ts';

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''));

const exponent = fc
  .tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), digits(1, 3))
  .map((all) => all.join(''));

const unsigned = fc.oneof(
  fc
    .tuple(digits(1, 25), fc.constantFrom('', '.'), digits(0, 25))
    .map(([a, point, b]) => (point ? `${a}.${b}` : a)),
  digits(1, 30).map((b) => `.${b}`),
);

const written = fc
  .tuple(fc.constantFrom('', '+', '-'), unsigned, fc.option(exponent, { nil: '' }))
  .map((all) => all.join(''));

/** Numbers as programs print them, and with a few digits more or less. */
const printed = fc
  .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 1, max: 25 }), fc.boolean())
  .map(([x, precision, short]) => (short ? String(x) : x.toPrecision(precision)));

/** Exactly between two doubles, or one unit of the 19th digit beside: whole numbers from 2^53 to 2^63 with the point moved in by powers of ten or two. */
const nearMiddles = fc
  .tuple(
    fc.bigInt({ min: 0n, max: (1n << 52n) - 1n }),
    fc.integer({ min: 1, max: 10 }),
    fc.integer({ min: -1, max: 1 }),
    fc.nat(8),
  )
  .map(([fraction, scale, beside, zeros]) => {
    const middle = ((1n << 53n) + 2n * fraction + 1n) << BigInt(scale - 1);
    const text = String(middle + BigInt(beside));
    return zeros > 0 ? `${text}.${'0'.repeat(zeros)}` : text;
  });

/**
 * As near the middle between two doubles as a number of 18 or 19 digits over 10^q can be without being there: with an odd o of 54 bits, o / 2^(k + q) is
 * such a middle, and M / 10^q, M = (o · 5^q − r) / 2^k, is below it by r / 10^q / 2^k only. o is chosen so that 2^k divides.
 */
const nearestMiddles = fc
  .tuple(
    fc.integer({ min: 4, max: 22 }),
    fc.bigInt({ min: 0n, max: (1n << 54n) - 1n }),
    fc.constantFrom(1n, -1n, 3n, -3n),
  )
  .map(([q, random, rest]) => {
    const fives = 5n ** BigInt(q);
    const k = BigInt(Math.max(1, fives.toString(2).length + 54 - 63));
    const modulus = 1n << k;
    const residue = (((rest * inverse(fives, k)) % modulus) + modulus) % modulus;
    const odd = (((random | (1n << 53n)) >> k) << k) | residue;
    const digits = String((odd * fives - rest) >> k).padStart(q + 1, '0');
    return `${digits.slice(0, -q)}.${digits.slice(-q)}`;
  });

/** 1 / a modulo 2^k, a odd: each step of Newton's doubles the bits that are right. */
function inverse(a: bigint, k: bigint): bigint {
  let x = 1n;
  for (let bits = 1n; bits < k; bits *= 2n) x = BigInt.asUintN(Number(k), x * (2n - a * x));
  return x;
}

function read(text: string): { value: number; length: number } {
  const out = new Float64Array(3);
  const end = readDecimal(new TextEncoder().encode(`  ${text}\n`), 2, out, 1);
  return { value: out[1]!, length: end - 2 };
}

test.each([
  ['as people write them', written],
  ['as programs print them', printed],
  ['beside the middle between two doubles', nearMiddles],
  ['as near a middle as can be', nearestMiddles],
])('a number read from bytes has the bits of Number(text): %s', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const { value, length } = read(text);
      if (!Number.isFinite(Number(text))) return length === -3;
      expect(value).toBe(Number(text)); // toBe is Object.is
      expect(length).toBe(text.length);
      return true;
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '0',
  '-0',
  '+1',
  '1.',
  '.5',
  '9007199254740993',
  '1e22',
  '1e23',
  '123456789012345678e-22',
  '5e-324',
  '2e-324',
  '0e99999999999',
  '000000000000000000000000.1',
  '1.7976931348623157e308',
])('a number at an edge of the fast path has the bits of Number(text): %s', (text) => {
  expect(read(text)).toEqual({ value: Number(text), length: text.length });
});

test.each([
  '',
  '+',
  '-',
  '.',
  'e5',
  '.e5',
  '1e',
  '1e+',
  'nan',
  'Infinity',
  '--1',
  '1e309',
  '-1e309',
  `1${'0'.repeat(400)}`,
])('what is no finite number is refused: %s', (text) => {
  expect(read(text).length).toBe(-3);
});

test.each([
  ['1.5x', 3],
  ['1:2', 1],
  ['2e3.5', 3],
  ['0x10', 1],
])('reading ends where the number ends: %s', (text, length) => {
  expect(read(text).length).toBe(length);
});
