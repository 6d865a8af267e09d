import type { TraceEntry } from './trace-entry.ts';

/** `0.100000000  push-handled   worker 0  clock 0  shard 1  staleness 2` */
export function formatEntry({ time, event }: TraceEntry): string {
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
