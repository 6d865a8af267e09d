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

/**
 * Times for one column: all in one unit and with as many decimals as the smallest needs, so that they compare at a glance; each
 * in its own unit where they are too far apart for that.
 */
export function humanTimes(times: readonly (number | undefined)[]): readonly string[] {
  const positive = times.filter((time) => time !== undefined && time > 0) as number[];
  const least = Math.min(...positive);
  const most = Math.max(...positive);
  const together = most <= 1e4 * least;
  const unit = commonUnit(least, most);
  const decimals = decimalsFor(least / unit.seconds);
  return times.map((time) => {
    if (time === undefined) return absent;
    return together ? inUnit(time, unit, decimals) : humanTime(time);
  });
}

/** 0.55 s and 8.67 s are both seconds, 15 s and 300 s too. */
function commonUnit(least: number, most: number): TimeUnit {
  const decimal = timeUnitFor(Math.min(most, 10 * least));
  return decimal.seconds <= 1 ? decimal : timeUnitFor(least);
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

function inUnit(seconds: number, unit: TimeUnit, decimals: number): string {
  return seconds === 0 ? `0 ${unit.name}` : `${(seconds / unit.seconds).toFixed(decimals)} ${unit.name}`;
}
