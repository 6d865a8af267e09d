import { MAX_NUMBER_LENGTH } from '../../base/offending-text.ts';
import { POWERS_OF_TEN, quotientOfLong } from './long-decimal.ts';

/**
 * The double nearest to the decimal number at `at`, written to `out[slot]`; the same bits as `Number(text)`. Returns the position
 * after it, or −1 where no number starts or where it is too large for a double or too long (`MAX_NUMBER_LENGTH`).
 *
 * Fast path (Clinger, PLDI 1990): a whole number below 2^53 and a power of ten up to 10^22 are both exact doubles, so that one
 * multiplication or division rounds once, rightly. What is longer has a way of its own, and Number(text) the last
 * word. Sums of digits are exact while
 * they stay below 2^53 and never come back below it, so that looking at the last one is enough.
 *
 * The byte after the number must be there: callers end their text with a line feed.
 */
export function readDecimal(text: Uint8Array, at: number, out: Float64Array, slot: number): number {
  let p = at;
  let byte = text[p]!;
  const negative = byte === MINUS;
  if (negative || byte === PLUS) byte = text[++p]!;

  const start = p;
  let mantissa = 0;
  let digit = byte - ZERO;
  while (digit >= 0 && digit <= 9) {
    mantissa = mantissa * 10 + digit;
    digit = text[++p]! - ZERO;
  }
  let digits = p - start;
  let exponent = 0;
  if (text[p] === POINT) {
    const point = ++p;
    digit = text[p]! - ZERO;
    while (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digit = text[++p]! - ZERO;
    }
    exponent = point - p;
    digits -= exponent;
  }
  if (digits === 0) return -1;
  byte = text[p]!;
  if (byte === SMALL_E || byte === LARGE_E) {
    let written = 0;
    byte = text[++p]!;
    const below = byte === MINUS;
    if (below || byte === PLUS) p++;
    const first = p;
    digit = text[p]! - ZERO;
    while (digit >= 0 && digit <= 9) {
      // Beyond this every number is 0 or too large, whatever its digits; the slow way says which.
      if (written < 100_000_000) written = written * 10 + digit;
      digit = text[++p]! - ZERO;
    }
    if (p === first) return -1;
    exponent += below ? -written : written;
  }

  if (mantissa < TWO_POW_53 && exponent >= -22 && exponent <= 22) {
    const size = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent]! : mantissa * POWERS_OF_TEN[exponent]!;
    out[slot] = negative ? -size : size;
    return p;
  }
  return readLong(text, at, p, exponent, out, slot);
}

const ZERO = 0x30;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const SMALL_E = 0x65;
const LARGE_E = 0x45;
const TWO_POW_53 = 9_007_199_254_740_992;

/** The same for a number known to end at `to`, of any length. */
function readLong(
  text: Uint8Array,
  from: number,
  to: number,
  exponent: number,
  out: Float64Array,
  slot: number,
): number {
  if (to - from > MAX_NUMBER_LENGTH) return -1;
  const value = longValue(text, from, to, exponent);
  out[slot] = value;
  return Number.isFinite(value) ? to : -1;
}

function longValue(text: Uint8Array, from: number, to: number, exponent: number): number {
  let head = 0;
  let tail = 0;
  let digits = 0;
  for (let p = from; p < to; p++) {
    const digit = text[p]! - ZERO;
    if (digit < 0 || digit > 9) {
      if (text[p] === SMALL_E || text[p] === LARGE_E) break;
    } else if (digits > 0 || digit > 0) {
      digits++;
      if (digits <= 15) head = head * 10 + digit;
      else if (digits <= 19) tail = tail * 10 + digit;
    }
  }
  if (digits > 15 && digits <= 19) {
    const size = quotientOfLong(head, tail, digits - 15, -exponent);
    if (size > 0) return text[from] === MINUS ? -size : size;
  }
  return Number(asciiText(text, from, to));
}

/** Bytes `from` to `to` as text, one character each. */
export function asciiText(text: Uint8Array, from: number, to: number): string {
  let characters = '';
  for (let p = from; p < to; p++) characters += String.fromCharCode(text[p]!);
  return characters;
}
