import { exp, log } from '../../numerics/elementary.ts';
import type { Refusal } from '../schema/leaf.ts';
import { NUMBER_PATTERN, splitQuantity } from '../units.ts';

/** A slip of the keyboard is not to fill the memory. */
const MOST_VALUES = 10_000;
const DIGITS = 6;

/** What a text such as `logspace(1e-3, 1, 7)` stands for: numbers, or texts with the unit of its bounds; or why it stands for nothing. */
export type RangeReading = { readonly values: readonly (number | string)[] } | { readonly refusal: Refusal };

/**
 * Reads a range:
 * - `linspace(a, b, n)`: n values from a to b with equal differences;
 * - `logspace(a, b, n)`: n values from a to b with equal ratios (the bounds are values, not exponents);
 * - `range(a, b, step)`: a, a + step, … up to b, which is among them where it is hit; the step is 1 unless given.
 *
 * The bounds may have a unit. Values between the bounds are rounded to 6 significant digits, so that files and tables show what was run; `range` only
 * loses what floating-point sums add.
 */
export function readRange(text: string): RangeReading {
  const [, name, inside = ''] = CALL.exec(text) ?? [];
  if (name === undefined) return { refusal: { allowed: RANGES_ALLOWED } };
  const given = inside.split(',').map((argument) => argument.trim());
  const args = given.map(argumentOf);
  const [from, to, third] = args;
  const wrong = given[args.indexOf(undefined)];
  if (wrong !== undefined) return refused(`${wrong || 'nothing'} is not a number`);
  if (!from || !to || args.length > 3 || (name !== 'range' && !third))
    return refused(`${args.length} arguments`);
  const unit = commonUnit(name === 'range' && third ? [from, to, third] : [from, to]);
  if (unit === undefined) return refused('its bounds have different units');
  const step = third?.value ?? 1;
  const values =
    name === 'range' ? steps(from.value, to.value, step) : spaced(name, from.value, to.value, step);
  if (typeof values === 'string') return refused(values);
  return { values: unit === '' ? values : values.map((value) => `${value} ${unit}`) };
}

export const RANGES_ALLOWED =
  'a list of values, or a range: linspace(a, b, n), logspace(a, b, n) or range(a, b, step)';
/** For editors. */
export const RANGE_PATTERN = '^\\s*(?:linspace|logspace|range)\\s*\\([^()]*\\)\\s*$';

const CALL = /^\s*(linspace|logspace|range)\s*\(([^()]*)\)\s*$/;
const BARE = new RegExp(`^${NUMBER_PATTERN}$`);

interface Argument {
  readonly value: number;
  readonly unit: string;
}

function argumentOf(text: string): Argument | undefined {
  if (BARE.test(text)) return finite({ value: Number(text), unit: '' });
  const [number, unit] = splitQuantity(text) ?? [];
  return number === undefined ? undefined : finite({ value: Number(number), unit: unit! });
}

function finite(argument: Argument): Argument | undefined {
  return Number.isFinite(argument.value) ? argument : undefined;
}

function commonUnit(args: readonly Argument[]): string | undefined {
  const units = new Set(args.map(({ unit }) => unit));
  return units.size === 1 ? args[0]!.unit : undefined;
}

function refused(message: string): RangeReading {
  return { refusal: { message, allowed: RANGES_ALLOWED } };
}

/** n values with equal differences, or with equal ratios; or what is wrong. */
function spaced(name: string, from: number, to: number, n: number): readonly number[] | string {
  if (!Number.isInteger(n) || n < 2 || n > MOST_VALUES)
    return `${n} values; there can be 2 to ${MOST_VALUES}`;
  if (name === 'logspace' && (from <= 0 || to <= 0)) return 'the bounds of logspace are above 0';
  const between = (k: number) => {
    const part = k / (n - 1);
    if (name === 'linspace') return from + part * (to - from);
    return exp(log(from) + part * (log(to) - log(from)));
  };
  const values = Array.from({ length: n }, (_, k) => {
    if (k === 0) return from;
    return k === n - 1 ? to : Number(between(k).toPrecision(DIGITS));
  });
  const distinct = new Set(values).size === n;
  return distinct ? values : `${n} values do not differ in their first ${DIGITS} digits`;
}

/** Steps from `from` that do not pass `to`; a last one that misses it by the rounding of sums is it. */
function steps(from: number, to: number, step: number): readonly number[] | string {
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (step === 0 || !Number.isFinite(count) || count < 1)
    return `steps of ${step} do not lead from ${from} to ${to}`;
  if (count > MOST_VALUES) return `${count} values; there can be ${MOST_VALUES}`;
  return Array.from({ length: count }, (_, k) => Number((from + k * step).toPrecision(12)));
}
