/** Units of time for people, smallest first, each used from `from` seconds upwards. */
const timeUnits = [
  { name: 'ns', seconds: 1e-9, from: 0 },
  { name: 'µs', seconds: 1e-6, from: 1e-6 },
  { name: 'ms', seconds: 1e-3, from: 1e-3 },
  { name: 's', seconds: 1, from: 1 },
  { name: 'min', seconds: 60, from: 120 },
  { name: 'h', seconds: 3600, from: 7200 },
] as const;

/** A unit of time and its length in seconds. */
export type TimeUnit = (typeof timeUnits)[number];

/** What stands where there is no number. */
export const absent = '–';

/** A time in the unit that suits it, to three or four digits: `15.34 s`. */
export function humanTime(seconds: number): string {
  const unit = timeUnitFor(seconds);
  return inUnit(seconds, unit, decimalsFor(seconds / unit.seconds));
}

/** Times for one column: all in one unit, and with as many decimals as the smallest needs, so that they compare at a glance. */
export function humanTimes(times: readonly (number | undefined)[]): readonly string[] {
  const unit = commonTimeUnit(times);
  const least = Math.min(...positiveIn(times));
  const decimals = decimalsFor(least / unit.seconds);
  return times.map((time) => (time === undefined ? absent : inUnit(time, unit, decimals)));
}

/**
 * The unit of a column of times: that of the smallest, unless the largest would have six digits before its point. 0.55 s and 8.67 s are both seconds, 15 s
 * and 300 s too; 20 ms and 300 s are seconds.
 */
export function commonTimeUnit(times: readonly (number | undefined)[]): TimeUnit {
  const positive = positiveIn(times);
  if (positive.length === 0) return timeUnitFor(1);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const decimal = timeUnitFor(Math.min(most, 10 * least));
  const unit = decimal.seconds <= 1 ? decimal : timeUnitFor(least);
  return (
    timeUnits.find(({ seconds }) => seconds >= unit.seconds && most < 1e5 * seconds) ?? timeUnits.at(-1)!
  );
}

function positiveIn(values: readonly (number | undefined)[]): readonly number[] {
  return values.filter((value) => value !== undefined && value > 0 && Number.isFinite(value)) as number[];
}

/** Prices in dollars for one column: to the cent, or where the smallest is less than ten cents, to two of its digits. */
export function humanDollars(prices: readonly (number | undefined)[]): readonly string[] {
  const decimals = centDecimals(Math.min(...positiveIn(prices)));
  return prices.map((price) => (price === undefined ? absent : price.toFixed(decimals)));
}

/** The decimals that show a price to the cent, or to two digits. */
export function centDecimals(price: number): number {
  for (let decimals = 2; decimals < 9; decimals++) {
    if (price >= Number(`1e${1 - decimals}`)) return decimals;
  }
  return Number.isFinite(price) && price > 0 ? 9 : 2;
}

/** A unit of energy and its size in joules. */
export interface EnergyUnit {
  readonly name: string;
  readonly joules: number;
}

const energyUnits: readonly EnergyUnit[] = [
  { name: 'J', joules: 1 },
  { name: 'kJ', joules: 1e3 },
  { name: 'MJ', joules: 1e6 },
  { name: 'GJ', joules: 1e9 },
];

/** Energies in joules for one column: all in one unit. */
export function humanEnergies(energies: readonly (number | undefined)[]): readonly string[] {
  const unit = commonEnergyUnit(energies);
  const decimals = decimalsFor(Math.min(...positiveIn(energies)) / unit.joules);
  return energies.map((energy) =>
    energy === undefined ? absent : `${(energy / unit.joules).toFixed(decimals)} ${unit.name}`,
  );
}

/** The unit of a column of energies: that of the smallest, unless the largest would have six digits before its point. */
export function commonEnergyUnit(energies: readonly (number | undefined)[]): EnergyUnit {
  const positive = positiveIn(energies);
  if (positive.length === 0) return energyUnits[0]!;
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const own = energyUnits.findLast(({ joules }) => least >= joules) ?? energyUnits[0]!;
  return energyUnits.find(({ joules }) => joules >= own.joules && most < 1e5 * joules) ?? energyUnits.at(-1)!;
}

/**
 * The parts of a whole as percentages that add up to 100%: each is rounded down, and those that lost most are rounded up instead (largest remainders). `–`
 * for all where they are not known.
 */
export function humanShares(parts: readonly number[]): readonly string[] {
  if (!parts.every(Number.isFinite)) return parts.map(() => absent);
  const floors = parts.map((part) => Math.floor(100 * part + 1e-9));
  const all = Math.round(100 * parts.reduce((sum, part) => sum + part, 0));
  const missing = Math.max(0, all - floors.reduce((sum, floor) => sum + floor, 0));
  const byRemainder = [...parts.keys()].sort(
    (a, b) => 100 * parts[b]! - floors[b]! - (100 * parts[a]! - floors[a]!) || a - b,
  );
  const raised = new Set(byRemainder.slice(0, missing));
  return floors.map((floor, k) => `${floor + (raised.has(k) ? 1 : 0)}%`);
}

/** A duration on a wall clock, coarse: `4 s`, `2 min 05 s`, `3 h 20 min`. */
export function coarseTime(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** An objective or another plain number, to five digits. */
export function humanNumber(value: number | undefined): string {
  if (value === undefined) return absent;
  return Number.isFinite(value) ? value.toPrecision(5) : String(value);
}

/** Part of a whole as a percentage. */
export function humanShare(part: number | undefined, decimals: number): string {
  if (part === undefined || !Number.isFinite(part)) return absent;
  return `${(100 * part).toFixed(decimals)}%`;
}

/** How many times as fast: `2.61x`. */
export function humanRatio(ratio: number | undefined): string {
  return ratio === undefined ? absent : `${ratio.toFixed(2)}x`;
}

/** The unit in which people read a time. */
export function timeUnitFor(seconds: number): TimeUnit {
  return timeUnits.findLast(({ from }) => seconds >= from) ?? timeUnits[3];
}

function decimalsFor(value: number): number {
  if (value < 1) return 3;
  if (value < 100) return 2;
  return value < 1000 ? 1 : 0;
}

/** What would be rounded to 0 is told to be less than the last digit. */
function inUnit(seconds: number, unit: TimeUnit, decimals: number): string {
  const last = Number(`1e-${decimals}`);
  if (seconds > 0 && seconds / unit.seconds < last / 2) return `<${last} ${unit.name}`;
  return seconds === 0 ? `0 ${unit.name}` : `${(seconds / unit.seconds).toFixed(decimals)} ${unit.name}`;
}
