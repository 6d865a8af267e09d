import { formatEntry } from './format-entry.ts';
import type { Outcome, TraceEntry } from './trial.ts';

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

/** The first event and the first final parameter in which two runs differ; undefined where there are none. */
export function firstDivergence(a: Outcome, b: Outcome): Divergence | undefined {
  const event = firstDiffering(a.trace, b.trace, sameEntry);
  const parameter = firstDiffering(a.result.parameters, b.result.parameters, Object.is);
  if (!event && !parameter) return undefined;
  const lines = [...(event ? eventLines(event, a) : []), ...(parameter ? [parameterLine(parameter)] : [])];
  return { event, parameter, toString: () => lines.join('\n') };
}

function firstDiffering<T>(
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

/** Events hold numbers and words only. */
function sameEntry(x: TraceEntry, y: TraceEntry): boolean {
  if (x.time !== y.time) return false;
  const [left, right] = [x.event, y.event] as unknown as Record<string, unknown>[];
  const keys = Object.keys(left!);
  return (
    keys.length === Object.keys(right!).length && keys.every((key) => Object.is(left![key], right![key]))
  );
}

function eventLines({ index, a, b }: Differing<TraceEntry>, { trace }: Outcome): string[] {
  const shown = (entry: TraceEntry | undefined) => (entry ? formatEntry(entry) : 'nothing more');
  const before = index === 0 ? [] : [`  both  ${shown(trace[index - 1])}`];
  return [`event ${index} differs`, ...before, `  a     ${shown(a)}`, `  b     ${shown(b)}`];
}

function parameterLine({ index, a, b }: Differing<number>): string {
  const shown = (value: number | undefined) =>
    value === undefined ? 'none' : Object.is(value, -0) ? '-0' : String(value);
  return `parameter ${index} differs: a ${shown(a)}, b ${shown(b)}`;
}
