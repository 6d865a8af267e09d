import { distance } from 'fastest-levenshtein';
import { isUnit, type UnitQuantity, unitsOf } from './units.ts';

/** The quantities that a number and a word, which is not a unit of the quantity, may have been meant to be: `2 ms` for 2 and msec. */
export function quantitiesMeant(
  [number, word]: readonly [string, string],
  quantity: UnitQuantity,
): readonly string[] {
  return unitsMeant(word, quantity).map((unit) => `${number}${unit === '%' ? '' : ' '}${unit}`);
}

/**
 * The units that a word, which is not one of the quantity, may have been meant to be. A unit of another size than the word has is never
 * among them: `msec` is ms and never sec, `ks` is nothing. Where a word may have two sizes, as `m` and `Mb`, both are.
 */
function unitsMeant(word: string, quantity: UnitQuantity): readonly string[] {
  const meant = MEANT[quantity](word);
  const known = meant.length > 0 || isUnit(word) ? meant : nearUnits(word, quantity);
  return known.filter((unit) => unitsOf[quantity].includes(unit));
}

const MEANT: Readonly<Record<UnitQuantity, (word: string) => readonly string[]>> = {
  seconds: timesMeant,
  bytes: sizesMeant,
  bytesPerSecond: dataRatesMeant,
  perSecond: ratesMeant,
  ratio: (word) => (/^(percent|pct|%+)$/i.test(word) ? ['%'] : []),
};

const TIMES: readonly (readonly [RegExp, ...string[]])[] = [
  [/^(n|nano)(s|secs?|seconds?)$/i, 'ns'],
  [/^(u|µ|μ|mu|micro)(s|secs?|seconds?)$/i, 'us'],
  [/^(m|milli)(s|secs?|seconds?)$/i, 'ms'],
  [/^(s|secs?|seconds?)$/i, 's'],
  [/^(mins?|minutes?)$/i, 'min'],
  [/^m$/i, 'min', 'ms'],
  [/^(h|hrs?|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'day'],
];

function timesMeant(word: string): readonly string[] {
  if (/^M(s|sec)/.test(word)) return []; // a million seconds
  const [, ...units] = TIMES.find(([spelling]) => spelling.test(word)) ?? [];
  return units as readonly string[];
}

const SIZE = /^(?:(k|m|g|t|p|kilo|mega|giga|tera|peta)(i?)|(ki|me|gi|te|pe)bi)?(b|bytes?|bits?)?$/i;

/** A small b is a bit to some and a byte to others, and a prefix alone is of a thousand or of 1024. */
function sizesMeant(word: string): readonly string[] {
  const [all, decimal = '', i = '', binary = '', unit = ''] = SIZE.exec(word) ?? [];
  if (!all) return [];
  const letter = (decimal || binary).charAt(0);
  const prefix = /k/i.test(letter) && !i && !binary ? 'k' : letter.toUpperCase();
  const power = i || binary ? `${prefix}i` : prefix;
  if (unit === '') return power === prefix ? [`${prefix}B`, `${prefix.toUpperCase()}iB`] : [`${power}B`];
  if (unit === 'b') return [`${power}B`, `${power}bit`];
  return [/bit/i.test(unit) ? `${power}bit` : `${power}B`];
}

/** `MB/sec`, `gbps`, or a size alone. In capitals, `MBPS` does not tell bytes from bits either. */
function dataRatesMeant(word: string): readonly string[] {
  const [, size = word, time = 's'] = /^(.*)\/(.+)$/.exec(word) ?? /^(.*)p(s)$/i.exec(word) ?? [];
  const sizes = sizesMeant(/PS$/.test(word) ? size.toLowerCase() : size);
  return sizes.flatMap((each) => timesMeant(time).map((unit) => `${each}/${unit}`));
}

/** `/hour`, `$/h` or `Hz`. */
function ratesMeant(word: string): readonly string[] {
  if (/^hz$/i.test(word)) return ['/s'];
  const [, time = ''] = /^(?:\$|€|usd|eur|dollars?)?\/(.*)$/i.exec(word) ?? [];
  return timesMeant(time).map((unit) => `/${unit}`);
}

/** Words in which a slip of the keyboard is forgiven; in shorter ones it would make another unit. */
const LONG_WORDS = ['nano', 'micro', 'milli', '']
  .map((prefix) => `${prefix}seconds`)
  .concat(['nsec', 'usec', 'msec', 'secs', 'mins', 'minutes', 'hours', 'days'])
  .concat(['', 'kilo', 'mega', 'giga', 'tera'].flatMap((prefix) => [`${prefix}bytes`, `${prefix}bits`]))
  .concat(['k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti'].flatMap((prefix) => [`${prefix}bit`, `${prefix}byte`]))
  .concat(['percent']);

/** The units of the long words that are near, if these are of one size. The first letter tells sizes apart, and must be right. */
function nearUnits(word: string, quantity: UnitQuantity): readonly string[] {
  if (word.length < 4) return [];
  const slips = word.length < 8 ? 1 : 2;
  const near = LONG_WORDS.filter(
    (known) => known.charAt(0).toLowerCase() === word.charAt(0).toLowerCase() && isNear(known, word, slips),
  );
  const units = new Set(near.flatMap((known) => MEANT[quantity](known)));
  return units.size === 1 ? [...units] : [];
}

/** Letters in the wrong order are one slip. */
function isNear(known: string, word: string, slips: number): boolean {
  const [a, b] = [known.toLowerCase(), word.toLowerCase()];
  return distance(a, b) <= slips || [...a].sort().join() === [...b].sort().join();
}
