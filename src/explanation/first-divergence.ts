import { formatEntry } from './format-entry.ts';
import type { TraceEntry } from './trace-entry.ts';

/** What two runs have at the first place where they differ; undefined where one of them has nothing more. */
export interface Differing<T> {
  /** From 0. */
  readonly index: number;
  readonly a: T | undefined;
  readonly b: T | undefined;
}

/** Where two runs part. As a text (`String(divergence)`) it says so in a few lines. */
export interface Divergence {
  /** Undefined where all events and their times are the same. */
  readonly event: Differing<TraceEntry> | undefined;
  /** Of the server at the end; undefined where all have the same bits. */
  readonly parameter: Differing<number> | undefined;
  /** `event 12 differs`, and both; `parameter 3 differs`, and both. */
  toString(): string;
}

/** A run and everything that was seen of it. */
export interface Traced {
  readonly result: { readonly parameters: ArrayLike<number> };
  readonly trace: readonly TraceEntry[];
}

/** The first event and the first final parameter in which two runs differ; undefined where there are none. */
export function firstDivergence(a: Traced, b: Traced): Divergence | undefined {
  const event = firstDiffering(a.trace, b.trace, sameEntry);
  const parameter = firstDiffering(a.result.parameters, b.result.parameters, Object.is);
  return divergenceOf(event, parameter, event && a.trace[event.index - 1]);
}

/** Undefined where neither differs. `before`: the last event that both share. */
export function divergenceOf(
  event: Differing<TraceEntry> | undefined,
  parameter: Differing<number> | undefined,
  before: TraceEntry | undefined,
): Divergence | undefined {
  if (!event && !parameter) return undefined;
  const lines = [
    ...(event ? eventLines(event, before) : []),
    ...(parameter ? [parameterLine(parameter)] : []),
  ];
  return { event, parameter, toString: () => lines.join('\n') };
}

/** The first place at which two sequences differ. */
export function firstDiffering<T>(
  a: ArrayLike<T>,
  b: ArrayLike<T>,
  same: (x: T, y: T) => boolean,
): Differing<T> | undefined {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    if (index < a.length && index < b.length && same(a[index]!, b[index]!)) continue;
    return { index, a: a[index], b: b[index] };
  }
  return undefined;
}

/** Whether both say the same. Events hold numbers and words only. */
export function sameEntry(x: TraceEntry, y: TraceEntry): boolean {
  if (x.time !== y.time) return false;
  const [left, right] = [x.event, y.event] as unknown as Record<string, unknown>[];
  const keys = Object.keys(left!);
  return (
    keys.length === Object.keys(right!).length && keys.every((key) => Object.is(left![key], right![key]))
  );
}

function eventLines({ index, a, b }: Differing<TraceEntry>, before: TraceEntry | undefined): string[] {
  const shown = (entry: TraceEntry | undefined) => (entry ? formatEntry(entry) : 'nothing more');
  const shared = before ? [`  both  ${shown(before)}`] : [];
  return [`event ${index} differs`, ...shared, `  a     ${shown(a)}`, `  b     ${shown(b)}`];
}

function parameterLine({ index, a, b }: Differing<number>): string {
  const shown = (value: number | undefined) =>
    value === undefined ? 'none' : Object.is(value, -0) ? '-0' : String(value);
  return `parameter ${index} differs: a ${shown(a)}, b ${shown(b)}`;
}
