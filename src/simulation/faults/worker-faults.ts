import type { FaultEntry } from '../../cluster-model/make-faults.ts';
import type { EventHandle } from '../../engine/event-queue.ts';
import { after, between, type Duration, NEVER, type SimTime, withinRange } from '../../engine/time.ts';
import { Presence } from '../membership.ts';
import type { RunContext } from '../run-context.ts';
import type { ServerShard } from '../server-shard.ts';
import { Activity } from '../time-account.ts';
import type { WorkerLoop } from '../worker-loop.ts';
import { FaultEvent } from './fault-event.ts';
import { OutageSchedule } from './outage-schedule.ts';

/**
 * What becomes of workers that crash, are lost, or come late. Who is there and who is not is known to all server shards at the same
 * instant and costs nothing: it travels by other ways than parameters do.
 */
export class WorkerFaults {
  readonly #run: RunContext;
  readonly #workers: WorkerLoop;
  readonly #shards: readonly ServerShard[];
  readonly #entries: readonly FaultEntry[];
  readonly #outages: OutageSchedule;
  /** The event that restarts a worker that is down. [workers] */
  readonly #restarts: Float64Array;

  /** `entries`: those that hit workers. */
  constructor(
    run: RunContext,
    workers: WorkerLoop,
    shards: readonly ServerShard[],
    entries: readonly FaultEntry[],
  ) {
    this.#run = run;
    this.#workers = workers;
    this.#shards = shards;
    this.#entries = entries;
    this.#outages = new OutageSchedule(run.engine, FaultEvent.workerOutage, entries);
    this.#restarts = new Float64Array(run.workerCount);
  }

  /** At time 0, before any worker starts. */
  start(): void {
    this.#outages.start();
    for (let worker = 0; worker < this.#run.workerCount; worker++) this.#keepAway(worker);
  }

  /** An outage of the schedule begins. One of a worker that is not up is passed over, unless it makes a crash a loss. */
  outage(number: number): void {
    const { membership } = this.#run;
    const { subject, end, detection } = this.#outages.begin(number, (worker) => {
      const presence = membership.presenceOf(worker);
      return presence !== Presence.done && presence !== Presence.lost;
    });
    const presence = membership.presenceOf(subject);
    if (presence === Presence.up) this.#crash(subject, end, detection);
    else if (presence === Presence.down && end === NEVER) this.#neverRestart(subject, detection);
    else if (presence === Presence.absent && end === NEVER) this.#lose(subject);
  }

  /** The clock of `worker` is hit. */
  clockHit(worker: number): void {
    const { engine, running } = this.#run;
    const { downtime, detection } = running.hitOf(worker);
    this.#crash(worker, after(engine.now, downtime), detection);
  }

  restart(worker: number): void {
    const { learning, membership, emit } = this.#run;
    learning.restart(worker);
    emit?.({ kind: 'worker-restarted', worker, clock: this.#workers.clocks[worker]! });
    membership.become(worker, Presence.up);
    if (!membership.isMember(worker)) this.#join(worker);
    this.#workers.resume(worker);
  }

  /** A worker comes for the first time. */
  arrive(worker: number): void {
    const { membership } = this.#run;
    if (membership.presenceOf(worker) === Presence.lost) return;
    membership.become(worker, Presence.up);
    this.#join(worker);
    this.#workers.resume(worker);
  }

  /** The shards have noticed that `worker` is gone. */
  evict(worker: number): void {
    const { updates, membership, tally, emit } = this.#run;
    if (!membership.isMember(worker)) return;
    membership.leave(worker);
    tally.workerEvicted(worker);
    updates.leave(worker);
    emit?.({ kind: 'worker-evicted', worker, clock: this.#workers.clocks[worker]! });
    for (const shard of this.#shards) shard.leave(worker);
  }

  #crash(worker: number, end: SimTime, detection: Duration): void {
    const { account, engine, membership, running, tally, emit } = this.#run;
    const { now } = engine;
    const computed = running.abandon(worker);
    tally.workerCrashed(worker, computed, now);
    membership.endLife(worker);
    account.change(worker, Activity.down, now);
    emit?.({ kind: 'worker-crashed', worker, clock: this.#workers.clocks[worker]!, lost: computed ?? 0 });
    if (computed === undefined) for (const shard of this.#shards) shard.forgetPull(worker);
    if (end === NEVER) this.#lose(worker);
    else {
      membership.become(worker, Presence.down);
      const time = withinRange(end, () => `the restart of worker ${worker}`);
      this.#restarts[worker] = engine.scheduleAt(time, FaultEvent.workerRestart, worker);
    }
    if (detection < between(now, end)) this.#scheduleEviction(worker, detection);
  }

  /** A worker that is down is lost before it restarts. */
  #neverRestart(worker: number, detection: Duration): void {
    this.#run.engine.cancel(this.#restarts[worker]! as EventHandle);
    this.#lose(worker);
    // It may be dropped already, or be about to be for its crash: the first time counts.
    this.#scheduleEviction(worker, detection);
  }

  #lose(worker: number): void {
    const { engine, membership, tally, emit } = this.#run;
    membership.become(worker, Presence.lost);
    tally.recoveryEnded(worker, engine.now);
    emit?.({ kind: 'worker-lost', worker, clock: this.#workers.clocks[worker]! });
  }

  #scheduleEviction(worker: number, detection: Duration): void {
    const { engine } = this.#run;
    const time = withinRange(after(engine.now, detection), () => `the eviction of worker ${worker}`);
    engine.scheduleAt(time, FaultEvent.workerEviction, worker);
  }

  /** `worker` becomes a member at its own clock, or at the slowest of the others where that is later: the clocks in between it skips. */
  #join(worker: number): void {
    const { updates, membership, emit } = this.#run;
    const { clocks } = this.#workers;
    const clock = this.#shards.reduce((most, { minClock }) => Math.max(most, minClock), clocks[worker]!);
    clocks[worker] = clock;
    membership.enter(worker);
    updates.join(worker, clock);
    emit?.({ kind: 'worker-joined', worker, clock });
    for (const shard of this.#shards) shard.join(worker, clock);
  }

  /** A worker that comes late is nobody's concern until it is there. With several such entries it comes when the last says so. */
  #keepAway(worker: number): void {
    const late = this.#entries.filter(
      ({ model, hits }) => model.joinTime !== undefined && hits[worker] === 1,
    );
    if (late.length === 0) return;
    const { account, engine, updates, membership, emit } = this.#run;
    membership.become(worker, Presence.absent);
    membership.leave(worker);
    account.change(worker, Activity.down, engine.now);
    updates.leave(worker);
    emit?.({ kind: 'worker-absent', worker, clock: 0 });
    for (const shard of this.#shards) shard.leave(worker);
    const time = Math.max(...late.map(({ model }) => model.joinTime!(worker)));
    if (time <= Number.MAX_SAFE_INTEGER) engine.scheduleAt(time as SimTime, FaultEvent.workerJoin, worker);
  }
}
