/** An entry of the Trace Event format (Google, "Trace Event Format"), as Perfetto reads it. Times in microseconds. */
export type TraceEvent =
  | {
      readonly ph: 'M';
      readonly name: string;
      readonly pid: number;
      readonly tid: number;
      readonly args: { readonly name: string };
    }
  /** A slice: it lies within every slice of its thread that it meets. */
  | (Placed & { readonly ph: 'X'; readonly dur: number })
  /** An arrow from the slice at its start to the slice at its finish. */
  | (Placed & { readonly ph: 's'; readonly id: number })
  | (Placed & { readonly ph: 'f'; readonly bp: 'e'; readonly id: number });

interface Placed {
  readonly name: string;
  readonly cat: string;
  readonly ts: number;
  readonly pid: number;
  readonly tid: number;
}

/** The part of a run that is recorded, in nanoseconds. */
export interface TraceWindow {
  readonly from: number;
  readonly to: number;
}

/** The text of trace.json: slices that begin together come longest first, so that each lies in the one before. */
export function* traceText(events: readonly TraceEvent[]): Generator<string> {
  const names = events.filter(({ ph }) => ph === 'M');
  const placed = events
    .filter((event) => event.ph !== 'M')
    .sort((a, b) => a.ts - b.ts || lengthOf(b) - lengthOf(a));
  yield '{"displayTimeUnit":"ns","traceEvents":[\n';
  const last = names.length + placed.length - 1;
  for (const [k, event] of [...names, ...placed].entries())
    yield `${JSON.stringify(event)}${k === last ? '\n' : ',\n'}`;
  yield ']}\n';
}

/** An arrow begins and ends within slices: it comes after those that begin with it. */
function lengthOf(event: TraceEvent): number {
  return event.ph === 'X' ? event.dur : -1;
}
