import type { Outcome, TraceEntry } from '../../src/testing/trial.ts';

/** What leaves at an instant is in the line of what ends there: left out, to keep traces short. */
const LEFT_OUT = new Set(['push-sent', 'pull-sent']);

/** A run as text, one event a line; how much was sent, what came out, and the digest last. */
export function formatTrace({ trace, result }: Outcome): string {
  const lines = trace.filter(({ event }) => !LEFT_OUT.has(event.kind)).map(formatEntry);
  const { bytesPushed, bytesPulled, parameters, digest } = result;
  return [
    ...lines,
    `pushed ${bytesPushed} B  pulled ${bytesPulled} B`,
    `parameters ${Array.from(parameters).join('  ')}`,
    `digest ${digest}`,
    '',
  ].join('\n');
}

/** `0.100000000  push-handled   worker 0  clock 0  shard 1  staleness 2` */
function formatEntry({ time, event }: TraceEntry): string {
  const { kind, ...rest } = event;
  const fields = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name === 'minClock' ? 'min-clock' : name} ${value}`);
  return `${seconds(time)}  ${kind.padEnd(14)} ${fields.join('  ')}`;
}

/** Nanoseconds as seconds, exactly. */
function seconds(time: number): string {
  return `${Math.floor(time / 1e9)}.${String(time % 1e9).padStart(9, '0')}`;
}
