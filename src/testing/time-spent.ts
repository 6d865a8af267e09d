import type { TraceEntry } from '../explanation/trace-entry.ts';

/** How a worker spent its time, in nanoseconds. */
export interface PlainTime {
  readonly compute: number;
  readonly communicate: number;
  readonly wait: number;
  readonly down: number;
  readonly idle: number;
}

/**
 * Computes from a trace how `worker` spent the time until `end`: computing from the start of a clock to its end; communicating from the
 * moment its requests leave to the last answer, less the time parked at the shard that parked it longest; down from a crash (or the start)
 * to the restart (or the joining); idle otherwise.
 */
export function timeSpent(
  trace: readonly TraceEntry[],
  worker: number,
  shards: number,
  end: number,
): PlainTime {
  const spent = { compute: 0, communicate: 0, wait: 0, down: 0, idle: 0 };
  const own = trace.filter(({ event }) => 'worker' in event && event.worker === worker);
  let computingSince = -1;
  let pullingSince = -1;
  let downSince = -1;
  let parkedSince = new Array<number>(shards).fill(-1);
  let parked = new Array<number>(shards).fill(0);

  function endPull(time: number): void {
    const waits = parked.map(
      (sum, shard) => sum + (parkedSince[shard]! < 0 ? 0 : time - parkedSince[shard]!),
    );
    const wait = Math.max(...waits);
    spent.wait += wait;
    spent.communicate += time - pullingSince - wait;
    pullingSince = -1;
    parkedSince = parkedSince.fill(-1);
    parked = parked.fill(0);
  }

  function endClock(time: number): void {
    spent.compute += time - computingSince;
    computingSince = -1;
  }

  function endDown(time: number): void {
    if (downSince >= 0) spent.down += time - downSince;
    downSince = -1;
  }

  for (const { time, event } of own) {
    if (event.kind === 'clock-started') computingSince = time;
    if (event.kind === 'clock-finished') endClock(time);
    if (event.kind === 'worker-crashed') {
      if (computingSince >= 0) endClock(time);
      else if (pullingSince >= 0) endPull(time);
    }
    if (event.kind === 'worker-crashed' || event.kind === 'worker-absent') downSince = time;
    if (event.kind === 'worker-restarted' || event.kind === 'worker-joined') endDown(time);
    if (event.kind === 'pull-sent') pullingSince = time;
    if (event.kind === 'pull-parked') parkedSince[event.shard] = time;
    if (event.kind === 'pull-released') {
      parked[event.shard]! += time - parkedSince[event.shard]!;
      parkedSince[event.shard] = -1;
    }
    if (event.kind === 'pulled') endPull(time);
  }
  if (computingSince >= 0) endClock(end);
  if (pullingSince >= 0) endPull(end);
  endDown(end);
  spent.idle = end - spent.compute - spent.communicate - spent.wait - spent.down;
  return spent;
}
