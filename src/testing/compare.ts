/** A law that does not hold; the message says what was found instead. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
}

/** Throws LawBroken unless `condition` holds. */
export function demand(condition: boolean, found: () => string): asserts condition {
  if (!condition) throw new LawBroken(found());
}

/** Demands that every number is the same to the last bit; −0 differs from 0, and NaN equals NaN. */
export function demandSameBits(found: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  demand(found.length === expected.length, () => `${found.length} ${what} instead of ${expected.length}`);
  for (let j = 0; j < found.length; j++) {
    demand(
      Object.is(found[j], expected[j]),
      () => `${what}[${j}] is ${found[j]} instead of ${expected[j]}, bit for bit`,
    );
  }
}

/** Demands that no number differs from the expected one by more than `tolerance` times the largest expected magnitude (at least 1). */
export function demandClose(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  demand(found.length === expected.length, () => `${found.length} ${what} instead of ${expected.length}`);
  const scale = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (let j = 0; j < found.length; j++) {
    const off = Math.abs(found[j]! - expected[j]!);
    demand(
      off <= tolerance * scale,
      () => `${what}[${j}] is ${found[j]}, not ${expected[j]}: off by ${off}, more than ${tolerance * scale}`,
    );
  }
}

/** Demands that both are the same data, every number to the last bit. Data are plain objects, arrays and typed arrays, however deep. */
export function demandSame(found: unknown, expected: unknown, what: string): void {
  const place = firstDifference(found, expected);
  if (!place) return;
  throw new LawBroken(`${what}${place.path} is ${show(place.found)} instead of ${show(place.expected)}`);
}

/** The first place in which two data differ. */
interface Difference {
  /** Such as `[workers][2]`. */
  readonly path: string;
  readonly found: unknown;
  readonly expected: unknown;
}

function firstDifference(found: unknown, expected: unknown): Difference | undefined {
  if (Object.is(found, expected)) return undefined;
  if (!isTree(found) || !isTree(expected)) return { path: '', found, expected };
  if (Object.getPrototypeOf(found) !== Object.getPrototypeOf(expected)) return { path: '', found, expected };
  for (const key of new Set([...Object.keys(found), ...Object.keys(expected)])) {
    const below = firstDifference(found[key], expected[key]);
    if (below) return { ...below, path: `[${key}]${below.path}` };
    if (Object.hasOwn(found, key) !== Object.hasOwn(expected, key)) return { path: '', found, expected };
  }
  return undefined;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? String(value));
}
