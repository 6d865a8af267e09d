import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type { FaultsResult } from '../../src/simulation/run-result.ts';
import { total } from './plain-world.ts';

/** Reads from a trace what faults have cost until `end`: every number is counted anew from what was seen. */
export function faultCosts(
  trace: readonly TraceEntry[],
  size: { readonly workers: number; readonly shards: number },
  maxClocks: number,
  end: number,
): FaultsResult {
  const servers = Array.from({ length: size.shards }, (_, shard) => serverCosts(trace, shard, end));
  return {
    workers: Array.from({ length: size.workers }, (_, worker) => workerCosts(trace, worker, maxClocks, end)),
    servers: servers.map(({ lost, ...counts }) => ({ ...counts, pushesLost: lost.length })),
    updatesLost: new Set(servers.flatMap(({ lost }) => lost)).size,
    updatesDropped: droppedUpdates(trace, size.shards),
  };
}

function workerCosts(trace: readonly TraceEntry[], worker: number, maxClocks: number, end: number) {
  const own = trace.filter(({ event }) => 'worker' in event && event.worker === worker);
  const count = (kind: string) => own.filter(({ event }) => event.kind === kind).length;
  const losses = own.map(({ event }) => (event.kind === 'message-lost' ? event.count : 0));
  let recoveringSince = -1;
  let recovery = 0;
  let computing = false;
  let clocksLost = 0;
  let computeLost = 0;
  for (const { time, event } of own) {
    if (event.kind === 'worker-crashed') {
      if (computing) clocksLost += 1;
      computeLost += event.lost;
      if (recoveringSince < 0) recoveringSince = time;
    }
    if (event.kind === 'clock-started') computing = true;
    if (event.kind === 'clock-finished' || event.kind === 'worker-crashed') computing = false;
    const hasNothingToDo =
      (event.kind === 'worker-restarted' || event.kind === 'worker-joined') && event.clock >= maxClocks;
    if (event.kind === 'clock-started' || event.kind === 'worker-lost' || hasNothingToDo) {
      if (recoveringSince >= 0) recovery += time - recoveringSince;
      recoveringSince = -1;
    }
  }
  return {
    crashes: count('worker-crashed'),
    clocksLost,
    computeLost,
    recovery: recovery + (recoveringSince < 0 ? 0 : end - recoveringSince),
    evictions: count('worker-evicted'),
    messagesLost: total(losses),
  };
}

function serverCosts(trace: readonly TraceEntry[], shard: number, end: number) {
  const own = trace.filter(({ event }) => 'shard' in event && event.shard === shard);
  let handled: string[] = [];
  let lost: string[] = [];
  let downSince = -1;
  let down = 0;
  for (const { time, event } of own) {
    if (event.kind === 'push-handled') handled.push(`${event.worker} ${event.clock}`);
    if (event.kind === 'shard-crashed') {
      lost = [...lost, ...handled];
      downSince = time;
    }
    if (event.kind === 'shard-crashed' || event.kind === 'checkpoint-taken') handled = [];
    if (event.kind !== 'shard-restored') continue;
    down += time - downSince;
    downSince = -1;
  }
  const dropped = own.filter(({ event }) => isDropped(event));
  return {
    crashes: own.filter(({ event }) => event.kind === 'shard-crashed').length,
    down: down + (downSince < 0 ? 0 : end - downSince),
    checkpoints: own.filter(({ event }) => event.kind === 'checkpoint-taken').length,
    lost,
    pushesDropped: dropped.length,
  };
}

/** Pushes with which all shards have done and which some of them have dropped. */
function droppedUpdates(trace: readonly TraceEntry[], shards: number): number {
  const ends = new Map<string, string[]>();
  for (const { event } of trace) {
    if (event.kind !== 'push-handled' && !isDropped(event)) continue;
    const { worker, clock } = event as { worker: number; clock: number };
    const push = `${worker} ${clock}`;
    ends.set(push, [...(ends.get(push) ?? []), isDropped(event) ? 'dropped' : 'handled']);
  }
  return [...ends.values()].filter((fates) => fates.length === shards && fates.includes('dropped')).length;
}

/** By a shard, since it counts no longer on the worker, or does not accept the push. */
function isDropped(event: TraceEntry['event']): boolean {
  return event.kind === 'push-refused' || (event.kind === 'message-dropped' && event.message === 'push');
}
