import { log, pow } from '../numerics/elementary.ts';
import type { Axis } from './chart.ts';

/** A mark on an axis. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Round numbers from `low` to `high`, in base units, about `count` of them and never more than twice as many. */
export function ticksFor(axis: Axis, low: number, high: number, count: number): readonly Tick[] {
  if (axis.words) return wordTicks(axis.words, low, high, count);
  const size = axis.unit?.size ?? 1;
  const values =
    axis.scale === 'log' && low > 0
      ? logarithmic(low / size, high / size, count)
      : linear(low / size, high / size, count);
  return values.map((value) => ({ value: value * size, text: tickText(value) }));
}

/** A number as a tick has it: up to six digits, thousands apart, very large and very small ones by a power of ten. */
export function tickText(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return rounded.toExponential().replace('e+', 'e');
  const [whole, rest] = String(rounded).split('.') as [string, string | undefined];
  const spaced = size >= 1e4 ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ') : whole;
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function linear(low: number, high: number, count: number): readonly number[] {
  if (!(high > low)) return [low];
  const step = roundStep((high - low) / Math.max(1, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => precise((first + k) * step));
}

/** Powers of ten, with what lies between them where there is room; linear ones where there is less than that. */
function logarithmic(low: number, high: number, count: number): readonly number[] {
  const decades = log(high / low) / log(10);
  if (decades < 0.5) return linear(low, high, count);
  for (const steps of [[1, 2, 3, 4, 5, 6, 8], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]]) {
    const values = decadesWith(steps, low, high, 1);
    if (values.length <= count) return values;
  }
  return decadesWith([1], low, high, Math.max(1, Math.ceil(decades / count)));
}

function decadesWith(steps: readonly number[], low: number, high: number, stride: number): readonly number[] {
  const first = Math.floor(log(low) / log(10) + 1e-9);
  const last = Math.ceil(log(high) / log(10) - 1e-9);
  const values: number[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    if (exponent % stride !== 0) continue;
    for (const step of steps) values.push(precise(step * pow(10, exponent)));
  }
  return values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

/** The least of 1, 2 and 5 times a power of ten that is not below `step`. */
function roundStep(step: number): number {
  const power = pow(10, Math.floor(log(step) / log(10) + 1e-9));
  const factor = [1, 2, 5].find((f) => f * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function precise(value: number): number {
  return Number(value.toPrecision(12));
}

function wordTicks(words: readonly string[], low: number, high: number, count: number): readonly Tick[] {
  const stride = Math.max(1, Math.ceil(words.length / (2 * count)));
  return words
    .map((text, value) => ({ value, text }))
    .filter(({ value }) => value % stride === 0 && value >= low && value <= high);
}
