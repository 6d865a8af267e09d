import { isDecimal } from '../../base/offending-text.ts';

/** An instant as a file writes it: a number in the unit of the file, or a calendar time. */
export interface Instant {
  /** Whether it is a calendar time, counted in seconds since 1970 in UTC. */
  readonly isCalendar: boolean;
  /** The nearest double. */
  readonly value: number;
  /** The same in billionths of a thousandth, exact for as many digits: nanoseconds since 1970 are more than a double holds. */
  readonly ticks: bigint;
}

const TICKS = 1_000_000_000_000n;

/** The instant that a word stands for: a decimal number or a time of ISO 8601 (without a zone: UTC); undefined for anything else. */
export function readInstant(text: string): Instant | undefined {
  if (!isDecimal(text)) return calendarTime(text);
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  return { isCalendar: false, value, ticks: ticksOf(text, value) };
}

/** From `earlier` to `later`, in the unit that both are counted in, rounded once. */
export function unitsBetween(earlier: Instant, later: Instant): number {
  return Number(later.ticks - earlier.ticks) / Number(TICKS);
}

function ticksOf(text: string, value: number): bigint {
  const parts = /^([+-]?)(\d+)\.?(\d*)$/.exec(text);
  if (!parts) {
    const whole = Math.trunc(value);
    return BigInt(whole) * TICKS + BigInt(Math.round((value - whole) * Number(TICKS)));
  }
  const [, sign, whole, fraction] = parts as unknown as [string, string, string, string];
  const ticks = BigInt(whole) * TICKS + ticksOfFraction(fraction);
  return sign === '-' ? -ticks : ticks;
}

/** Digits behind a decimal point, the thirteenth and later ones cut off. */
function ticksOfFraction(digits: string): bigint {
  return BigInt(digits.slice(0, 12).padEnd(12, '0'));
}

const CALENDAR =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

function calendarTime(text: string): Instant | undefined {
  const parts = CALENDAR.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part))) as [number, number, number];
  const isTime = hour <= 23 && minute <= 59 && second <= 60;
  if (!isTime || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const clock = (hour * 60 + minute) * 60 + second - offsetOf(parts[8]);
  const seconds = daysSince1970(year, month, day) * 86_400 + clock;
  const ticks = BigInt(seconds) * TICKS + ticksOfFraction(parts[7] ?? '');
  return { isCalendar: true, value: Number(ticks) / Number(TICKS), ticks };
}

/** Seconds that a zone is ahead of UTC. */
function offsetOf(zone = 'Z'): number {
  const parts = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!parts) return 0;
  const seconds = (Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 60;
  return parts[1] === '-' ? -seconds : seconds;
}

function daysIn(year: number, month: number): number {
  const next = month === 12 ? daysSince1970(year + 1, 1, 1) : daysSince1970(year, month + 1, 1);
  return next - daysSince1970(year, month, 1);
}

/** Days of the Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms": days_from_civil); years begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
