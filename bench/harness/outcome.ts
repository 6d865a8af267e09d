import type { Target } from '../targets.ts';
import { digestOf, medianSeconds, type Series } from './interleave.ts';

/** One line of the result. */
export interface Outcome {
  readonly target: Target;
  /** What this line is, when a row has several: `with draws`. */
  readonly variant?: string;
  /** A harder comparison than the target asks for: shown with its verdict, but not counted. */
  readonly beside?: boolean;
  readonly ours: string;
  readonly reference: string;
  readonly ratio: number;
  /** Smallest and largest ratio of a single round; absent where the ratio is not of times. */
  readonly spread?: readonly [number, number];
  /** How we know that both did the work. */
  readonly check: string;
}

/** What kept a row from being measured. */
export interface Unmeasured {
  readonly target: Target;
  readonly reason: string;
  /** It broke, or did different work; false when only the reference is missing. */
  readonly failed: boolean;
}

/** Compares times. `unit`: what the work is counted in. */
export function compareTimes(
  target: Target,
  ours: Series,
  reference: Series,
  line: Pick<Outcome, 'check' | 'variant' | 'beside'> & { readonly unit: string },
): Outcome {
  const { unit, ...rest } = line;
  const ratioOf = (our: number, theirs: number) => (target.measure === 'speed' ? theirs / our : our / theirs);
  const rounds = ours.measurements.map(({ seconds }, i) =>
    ratioOf(seconds, reference.measurements[i]!.seconds),
  );
  return {
    target,
    ...rest,
    ours: describe(ours, unit),
    reference: describe(reference, unit),
    ratio: ratioOf(medianSeconds(ours), medianSeconds(reference)),
    spread: [Math.min(...rounds), Math.max(...rounds)],
  };
}

/** Fails unless both programs came to the same digest; the text for `check`. */
export function sameDigest(ours: Series, reference: Series): string {
  const [a, b] = [digestOf(ours), digestOf(reference)];
  if (a !== b) throw new Error(`${ours.program} and ${reference.program} differ: ${a} and ${b}`);
  return `equal: ${a}`;
}

/** Fails unless a number that both programs report agrees to `tolerance`, relatively; the text for `check`. */
export function sameFact(ours: Series, reference: Series, fact: string, tolerance: number): string {
  digestOf(ours);
  digestOf(reference);
  const a = factOf(ours, fact);
  const b = factOf(reference, fact);
  const apart = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  if (!(apart <= tolerance)) {
    throw new Error(`${ours.program} and ${reference.program} differ in ${fact}: ${a} and ${b}`);
  }
  return `${fact} ${a.toPrecision(9)}, ${apart === 0 ? 'equal' : `${apart.toExponential(0)} apart`}`;
}

/** A number that a program reports with its measurement; the last repetition's. */
export function factOf({ program, measurements }: Series, fact: string): number {
  const value = measurements.at(-1)?.facts?.[fact];
  if (value === undefined) throw new Error(`${program} does not report ${fact}`);
  return value;
}

function describe(series: Series, unit: string): string {
  const seconds = medianSeconds(series);
  return `${rate(series.measurements[0]!.work / seconds)} ${unit}/s (${seconds.toPrecision(3)} s)`;
}

function rate(perSecond: number): string {
  if (perSecond >= 1e6) return `${(perSecond / 1e6).toPrecision(3)} M`;
  if (perSecond >= 1e3) return `${(perSecond / 1e3).toPrecision(3)} k`;
  return perSecond.toPrecision(3);
}
