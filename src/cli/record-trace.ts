import { InputError } from '../base/errors.ts';
import { type TraceEvent, type TraceWindow, traceText } from '../charts/trace/trace-event.ts';
import { TraceRecorder } from '../charts/trace/trace-recorder.ts';
import { RunMaker } from '../execution/run-maker.ts';
import type { ResultFile } from '../report/result-files.ts';
import { parseQuantity } from '../scenarios/units.ts';
import type { StudyResult } from '../studies/study-result.ts';
import type { Interrupt } from './interrupt.ts';
import { toEnd } from './record-timelines.ts';
import type { StudySource } from './study-source.ts';

/** The file that a trace is written to. */
export const traceName = 'trace.json';

/** What the user can say about traces. */
export interface TraceOptions {
  readonly trace?: boolean;
  /** As in `0..10 s`. */
  readonly traceWindow?: string;
}

/** Entries beyond which a trace is too long for what reads it. */
const MOST_ENTRIES = 2_000_000;

/**
 * The part of the runs that is to be recorded; undefined where there is to be no trace.
 * @throws InputError for a window that is none.
 */
export function parseTraceWindow({ trace = false, traceWindow }: TraceOptions): TraceWindow | undefined {
  if (traceWindow === undefined) return trace ? { from: 0, to: Number.POSITIVE_INFINITY } : undefined;
  const [first, second, ...more] = traceWindow.split('..').map((text) => secondsIn(text.trim()));
  if (more.length > 0 || first === undefined || second === undefined || !(second > first)) {
    throw new InputError({
      message: `--trace-window ${traceWindow}`,
      allowed: 'FROM..TO in simulated time, such as 0..10s',
    });
  }
  return { from: Math.round(first * 1e9), to: Math.round(second * 1e9) };
}

function secondsIn(text: string): number | undefined {
  if (/^[0-9.]+$/.test(text)) return Number(text);
  return parseQuantity(text, 'seconds');
}

/**
 * trace.json: the first replication of every algorithm at the first point, for Perfetto.
 * @throws InputError where it would be too long.
 */
export async function recordTrace(
  { runs }: StudyResult,
  { read, orderOf, machines }: StudySource,
  window: TraceWindow,
  interrupt: Interrupt,
): Promise<ResultFile> {
  const maker = new RunMaker(read.catalogue, () => {});
  const events: TraceEvent[] = [];
  const traced = runs.filter(({ plan }) => plan.point.index === 0 && plan.replication === 1);
  for (const [number, { plan, result }] of traced.entries()) {
    const { algorithm, workers, servers, time } = result;
    const recorder = new TraceRecorder(
      number,
      algorithm,
      workers.length,
      servers.length,
      window,
      machines?.[0],
    );
    await toEnd(maker.replay(orderOf(plan), time, recorder), interrupt);
    recorder.finish(time);
    for (const event of recorder.events) events.push(event);
    if (events.length > MOST_ENTRIES) throw tooLong();
  }
  return { name: traceName, pieces: () => traceText(events) };
}

function tooLong(): InputError {
  return new InputError({
    message: `--trace: more than ${MOST_ENTRIES} entries`,
    hint: 'bound it, as in --trace-window 0..10s; the runs are kept',
  });
}
