/**
 * The double nearest to `mantissa / 10^places` for a mantissa of 16 to 19 digits, or NaN where this way cannot tell. Programs that write
 * doubles so that they can be read back write 17 digits, so that this is no rare case.
 *
 * The mantissa is head · 10^k + tail, an unevaluated sum of two doubles; its quotient by 10^places, places ≤ 22, is found as a sum q + r
 * with |error| below 2^-100 of q (T. J. Dekker, "A floating-point technique for extending the available precision", 1971). Where moving r
 * by more than that error changes the rounded sum, the quotient is too near the middle between two doubles, and the answer is NaN.
 *
 * `head`: at most 15 digits; `tail`: the following `tailDigits` ≤ 4.
 */
export function quotientOfLong(head: number, tail: number, tailDigits: number, places: number): number {
  if (places < 0 || places > 22) return Number.NaN;
  const shift = POWERS_OF_TEN[tailDigits]!;
  const product = head * shift;
  const productError = errorOfProduct(head, shift, product);
  // head · shift is at least ten times tail, so that this sum of two doubles is exact too.
  const high = product + tail;
  const low = tail - (high - product) + productError;

  const divisor = POWERS_OF_TEN[places]!;
  const quotient = high / divisor;
  const back = quotient * divisor;
  const rest = (high - back - errorOfProduct(quotient, divisor, back) + low) / divisor;

  const value = quotient + rest;
  const slack = rest * TWO_POW_MINUS_48;
  return quotient + (rest + slack) === value && quotient + (rest - slack) === value ? value : Number.NaN;
}

/** 10^0 to 10^22, which are doubles. */
export const POWERS_OF_TEN = Float64Array.of(
  ...[1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11],
  ...[1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22],
);

const TWO_POW_MINUS_48 = 2 ** -48;
const TWO_POW_27_PLUS_1 = 134_217_729;

/** a · b − product, exactly, where product is a · b rounded (Dekker's product with Veltkamp's splitting). */
function errorOfProduct(a: number, b: number, product: number): number {
  const aScaled = a * TWO_POW_27_PLUS_1;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * TWO_POW_27_PLUS_1;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
