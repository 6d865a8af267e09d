import type { Checkpoints } from '../../cluster-model/faults/fault-model.ts';
import type { Duration, SimTime } from '../../engine/time.ts';
import type { SyncView } from '../../protocols/protocol.ts';
import type { Prepared } from '../prepare.ts';
import type { RunContext } from '../run-context.ts';
import { CheckpointLog } from './checkpoint-log.ts';
import type { RunFaults } from './run-faults.ts';

/** What a server shard that may crash saves and loses. When it serves what is the shard's own affair. */
export class ShardRecovery {
  readonly #run: RunContext;
  readonly #faults: RunFaults;
  readonly #shard: number;
  readonly #log: CheckpointLog;
  isDown = false;

  /** `checkpoints`: undefined where none are taken. */
  constructor(run: RunContext, faults: RunFaults, shard: number, checkpoints: Checkpoints | undefined) {
    this.#run = run;
    this.#faults = faults;
    this.#shard = shard;
    this.#log = new CheckpointLog(checkpoints, shard);
  }

  /** Whether a checkpoint is to be taken as soon as the shard is free. */
  get isCheckpointDue(): boolean {
    return this.#log.isDue;
  }

  /** A push has been handled. Returns when a checkpoint is to be scheduled for, if that is to be done now. */
  noteHandled(worker: number, clock: number): SimTime | undefined {
    return this.#log.note(clock * this.#run.workerCount + worker, this.#run.engine.now);
  }

  /** The moment has come at which a checkpoint was scheduled. */
  checkpointFallsDue(): void {
    this.#log.fallDue();
  }

  checkpointDuration(): Duration {
    return this.#log.duration();
  }

  /** A checkpoint holds what the shard has at its end. */
  endCheckpoint(): void {
    const { learning, emit } = this.#run;
    learning.saveCheckpoint(this.#shard);
    this.#log.noteTaken();
    this.#faults.tally.checkpointTaken(this.#shard);
    emit?.({ kind: 'checkpoint-taken', shard: this.#shard });
  }

  goDown(): void {
    const { engine, emit } = this.#run;
    const lost = this.#log.lose();
    this.isDown = true;
    this.#faults.tally.shardCrashed(this.#shard, lost, engine.now);
    emit?.({ kind: 'shard-crashed', shard: this.#shard, pushesLost: lost.length });
  }

  /** Parameters and rule are those of the last checkpoint. The rule is told again who is not there: it may have forgotten. */
  comeUp(view: SyncView): void {
    const { engine, learning, workerCount, emit } = this.#run;
    const { membership, tally } = this.#faults;
    learning.restoreCheckpoint(this.#shard, view);
    for (let worker = 0; worker < workerCount; worker++) {
      if (!membership.isMember(worker)) learning.leave(worker, this.#shard, view);
    }
    this.isDown = false;
    tally.shardRestored(this.#shard, engine.now);
    emit?.({ kind: 'shard-restored', shard: this.#shard });
  }
}

/** For a server shard that may crash; else undefined. A shard is hit by one entry at most. */
export function recoveryOf(run: RunContext, { faults }: Prepared, shard: number): ShardRecovery | undefined {
  const entry = faults.find(({ target, hits }) => target === 'shards' && hits[shard] === 1);
  return entry && new ShardRecovery(run, run.faults!, shard, entry.model.checkpoints);
}
