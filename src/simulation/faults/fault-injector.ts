import { assert } from '../../base/assert.ts';
import { LossyNetwork } from '../../cluster-model/faults/lossy-network.ts';
import type { FaultEntry } from '../../cluster-model/make-faults.ts';
import type { AlgorithmSpec } from '../../scenarios/scenario.ts';
import { noProgressError, StandstillWatch } from '../dead-ends.ts';
import type { RunContext } from '../run-context.ts';
import type { ServerShard } from '../server-shard.ts';
import type { WorkerLoop } from '../worker-loop.ts';
import { FaultEvent } from './fault-event.ts';
import { ShardFaults } from './shard-faults.ts';
import { WorkerFaults } from './worker-faults.ts';

/** Lets the faults of a run happen. */
export class FaultInjector {
  readonly #run: RunContext;
  readonly #hasFaults: boolean;
  readonly #workerFaults: WorkerFaults;
  readonly #shardFaults: ShardFaults;
  readonly #watch: StandstillWatch;

  constructor(
    run: RunContext,
    entries: readonly FaultEntry[],
    workers: WorkerLoop,
    shards: readonly ServerShard[],
  ) {
    const hitting = (target: FaultEntry['target']) => entries.filter((entry) => entry.target === target);
    this.#run = run;
    this.#hasFaults = entries.length > 0;
    this.#workerFaults = new WorkerFaults(run, workers, shards, hitting('workers'));
    this.#shardFaults = new ShardFaults(run, shards, hitting('shards'));
    this.#watch = new StandstillWatch(run.workerCount);
  }

  /** At time 0, before any worker starts. */
  start(): void {
    this.#workerFaults.start();
    this.#shardFaults.start();
  }

  /** An event of a kind that is listed in FaultEvent. */
  handle(kind: number, subject: number): void {
    const workers = this.#workerFaults;
    const shards = this.#shardFaults;
    if (kind === FaultEvent.workerOutage) workers.outage(subject);
    else if (kind === FaultEvent.clockHit) workers.clockHit(subject);
    else if (kind === FaultEvent.workerRestart) workers.restart(subject);
    else if (kind === FaultEvent.workerEviction) workers.evict(subject);
    else if (kind === FaultEvent.workerJoin) workers.arrive(subject);
    else if (kind === FaultEvent.shardOutage) shards.outage(subject);
    else if (kind === FaultEvent.shardRestore) shards.restore(subject);
    else if (kind === FaultEvent.checkpointDue) shards.checkpointDue(subject);
    else this.#retransmit(kind, subject);
  }

  /** Whether nobody waits for an answer that has arrived. */
  dropsAnswer(message: number): boolean {
    const { messages, membership, emit } = this.#run;
    if (!membership.isVoid(message)) return false;
    const worker = messages.workers[message]!;
    const clock = messages.clocks[message]!;
    const shard = messages.shards[message]!;
    emit?.({ kind: 'message-dropped', message: 'answer', worker, clock, shard });
    return true;
  }

  /** Where crashes come faster than clocks end, workers may crash and restart for ever. @throws InputError */
  refuseStandstill(algorithm: AlgorithmSpec, events: number): void {
    const { engine, running } = this.#run;
    if (!this.#hasFaults || !this.#watch.isStuck(running.finishedCount, events)) return;
    throw noProgressError(algorithm, engine.now);
  }

  #retransmit(kind: number, pair: number): void {
    const { network } = this.#run;
    assert(kind === FaultEvent.retransmission, `an event of the unknown kind ${kind}`);
    assert(network instanceof LossyNetwork, 'a retransmission on a network that loses nothing');
    network.retransmit(pair);
  }
}
