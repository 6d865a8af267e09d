import type { FaultEntry } from '../../cluster-model/make-faults.ts';
import type { Duration } from '../../engine/time.ts';
import type { HolderView } from '../../protocols/protocol.ts';
import type { RunContext } from '../run-context.ts';
import { CheckpointLog } from './checkpoint-log.ts';
import { FaultEvent } from './fault-event.ts';

/** Saves and loses what a server shard has learnt. One of a shard that never crashes saves nothing and is never down. */
export class ShardRecovery {
  readonly #run: RunContext;
  readonly #shard: number;
  /** Undefined where the shard never crashes. */
  readonly #log: CheckpointLog | undefined;
  isDown = false;

  /** `faults`: those of the scenario. A shard is hit by one entry at most. */
  constructor(run: RunContext, shard: number, faults: readonly FaultEntry[]) {
    const entry = faults.find(({ target, hits }) => target === 'shards' && hits[shard] === 1);
    this.#run = run;
    this.#shard = shard;
    this.#log = entry && new CheckpointLog(entry.model.checkpoints, shard);
  }

  /** Whether a checkpoint is to be taken as soon as the shard is free. */
  get isCheckpointDue(): boolean {
    return this.#log?.isDue ?? false;
  }

  /** Notes that the shard has handled a push, and schedules the next checkpoint if that is to be done now. */
  noteHandled(worker: number, clock: number): void {
    if (this.#log === undefined) return;
    const { engine, workerCount } = this.#run;
    const due = this.#log.note(clock * workerCount + worker, engine.now);
    if (due !== undefined) engine.scheduleAt(due, FaultEvent.checkpointDue, this.#shard);
  }

  /** The moment has come at which a checkpoint was scheduled. */
  checkpointFallsDue(): void {
    this.#log!.fallDue();
  }

  checkpointDuration(): Duration {
    return this.#log!.duration();
  }

  /** A checkpoint holds what the shard has at its end. */
  endCheckpoint(round: number): void {
    const { learning, tally, emit } = this.#run;
    learning.saveCheckpoint(this.#shard, round);
    this.#log!.noteTaken();
    tally.checkpointTaken(this.#shard);
    emit?.({ kind: 'checkpoint-taken', shard: this.#shard });
  }

  goDown(): void {
    const { engine, tally, emit } = this.#run;
    const lost = this.#log!.lose();
    this.isDown = true;
    tally.shardCrashed(this.#shard, lost, engine.now);
    emit?.({ kind: 'shard-crashed', shard: this.#shard, pushesLost: lost.length });
  }

  /** Parameters and rule are those of the last checkpoint. The rule is told again who is not there: it may have forgotten. */
  comeUp(view: HolderView): void {
    const { engine, learning, workerCount, membership, tally, emit } = this.#run;
    learning.restoreCheckpoint(this.#shard, view);
    for (let worker = 0; worker < workerCount; worker++) {
      if (!membership.isMember(worker)) learning.leave(worker, this.#shard);
    }
    this.isDown = false;
    tally.shardRestored(this.#shard, engine.now);
    emit?.({ kind: 'shard-restored', shard: this.#shard });
  }
}
