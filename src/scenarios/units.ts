import mathjs from 'mathjs/lib/browser/math.js';
import type { Quantity } from '../base/options.ts';

/** Quantities that a file may write with a unit. */
export type UnitQuantity = Exclude<Quantity, 'number' | 'drawn'>;

// Decimal arithmetic of 64 digits, so that `0.2 ms` is the double nearest to 0.0002; with doubles it may be its neighbour.
const math = mathjs.create({ number: 'BigNumber' });
// As shipped, `bit` takes the long prefixes of binary units only (gigabit), and there are no bits per second.
math.createUnit({ bit: { definition: '1 b', prefixes: 'binary_short' } }, { override: true });
math.createUnit({
  bps: { definition: '1 b/s', prefixes: 'binary_short' },
  Bps: { definition: '1 B/s', prefixes: 'binary_short' },
});

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
const TIMES = ['ns', 'us', 'µs', 'μs', 'ms', 's', 'min', 'h', 'day', 'days'];
const LONG_TIMES = ['sec', 'second', 'seconds', 'minute', 'minutes', 'hr', 'hour', 'hours'];
const SIZES = ['B', 'bit'].flatMap((unit) => PREFIXES.map((prefix) => prefix + unit));
const RATES = [
  ...SIZES.flatMap((size) => ['s', 'ms', 'us', 'min', 'h'].map((time) => `${size}/${time}`)),
  ...['Bps', 'bps'].flatMap((unit) => PREFIXES.map((prefix) => prefix + unit)),
];

/**
 * The units that each quantity may be written in. A list of our own, since the library's also has `mB` (a thousandth of a byte), `Mb`
 * (which some read as bytes) and furlongs.
 */
export const unitsOf: Readonly<Record<UnitQuantity, readonly string[]>> = {
  seconds: [...TIMES, ...LONG_TIMES],
  bytes: [...SIZES, 'byte', 'bytes'],
  bytesPerSecond: RATES,
  perSecond: ['/s', '/min', '/h', '/day'],
  ratio: ['%'],
};

/** Whether numbers of a quantity may have a unit. */
export function hasUnits(quantity: Quantity): quantity is UnitQuantity {
  return quantity !== 'number' && quantity !== 'drawn';
}

/** Quantities of which a number without a unit may be misread; a ratio is as usual without. */
export type MeasuredQuantity = Exclude<UnitQuantity, 'ratio'>;

/** Whether numbers of a quantity depend on their unit. */
export function isMeasured(quantity: Quantity): quantity is MeasuredQuantity {
  return hasUnits(quantity) && quantity !== 'ratio';
}

const BASE = { seconds: 's', bytes: 'B', bytesPerSecond: 'B/s' } as const;

/** Whether any quantity may be written in this unit. */
export function isUnit(word: string): boolean {
  return Object.values(unitsOf).some((units) => units.includes(word));
}

/** A number as YAML, JSON and people write it. */
export const NUMBER_PATTERN = '[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?';

const QUANTITY = new RegExp(`^\\s*(${NUMBER_PATTERN})\\s*([^\\s\\d.+-]\\S*)\\s*$`);

/** `0.2 ms` taken apart: `['0.2', 'ms']`; undefined when the text is not a number and a word. */
export function splitQuantity(text: string): readonly [number: string, unit: string] | undefined {
  const found = QUANTITY.exec(text);
  return found ? [found[1]!, found[2]!] : undefined;
}

/** The value of `0.2 ms` in seconds, of `64 MiB` in bytes, …; undefined when the text is not such a quantity. */
export function parseQuantity(text: string, quantity: UnitQuantity): number | undefined {
  const parts = splitQuantity(text);
  if (!parts || !unitsOf[quantity].includes(parts[1])) return undefined;
  const [number, unit] = parts;
  if (quantity === 'ratio') return math.bignumber(number).div(100).toNumber();
  if (quantity === 'perSecond') {
    const interval = math.unit(math.bignumber(1), unit.slice(1)).toNumeric('s');
    return math.bignumber(number).div(math.bignumber(interval.toString())).toNumber();
  }
  const inBase = math.unit(math.bignumber(number), unit.replace(/[µμ]/, 'u')).toNumeric(BASE[quantity]);
  return Number(inBase.toString());
}

/** How many of `unit` a value in base units is, `0.2` for 0.0002 and ms: the double nearest to the quotient. */
export function countOf(value: number, unit: string, quantity: UnitQuantity): number {
  const one = parseQuantity(`1 ${unit}`, quantity)!;
  return math
    .bignumber(`${value}`)
    .div(math.bignumber(`${one}`))
    .toNumber();
}

/** Whether `percent` parts in a hundred cut a whole into equal parts, exactly: 12.5 does, 30 and 33.33 do not. */
export function dividesHundred(percent: string): boolean {
  const value = math.bignumber(percent);
  return value.gt(0) && value.lte(100) && math.bignumber(100).mod(value).isZero();
}
