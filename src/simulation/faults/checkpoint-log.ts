import type { Checkpoints } from '../../cluster-model/faults/fault-model.ts';
import { after, type Duration, type SimTime, START, secondsToNanoseconds } from '../../engine/time.ts';

/**
 * What a server shard that may crash has to remember: which pushes it has handled since its last checkpoint, and when the next is due.
 * One is due at every multiple of `every` before which something has been handled since the last.
 */
export class CheckpointLog {
  readonly #checkpoints: Checkpoints | undefined;
  readonly #shard: number;
  /** Handled since the last checkpoint, each by a number of its own. */
  #handled: number[] = [];
  #taken = 0;
  #isScheduled = false;
  /** Whether a checkpoint is to be taken as soon as the shard is free. */
  isDue = false;

  /** `checkpoints`: undefined where none are taken. */
  constructor(checkpoints: Checkpoints | undefined, shard: number) {
    this.#checkpoints = checkpoints;
    this.#shard = shard;
  }

  /** Notes a push that has been handled. Returns when the next checkpoint is to be scheduled, if that is to be done now. */
  note(update: number, now: SimTime): SimTime | undefined {
    this.#handled.push(update);
    if (!this.#checkpoints || this.#isScheduled) return undefined;
    this.#isScheduled = true;
    const { every } = this.#checkpoints;
    return after(START, ((Math.floor(now / every) + 1) * every) as Duration);
  }

  /** The moment has come at which a checkpoint was scheduled. */
  fallDue(): void {
    this.#isScheduled = false;
    this.isDue = this.#handled.length > 0;
  }

  /** How long the one that is due takes. */
  duration(): Duration {
    return secondsToNanoseconds(this.#checkpoints!.seconds.draw(this.#shard, this.#taken));
  }

  /** It has been taken. */
  noteTaken(): void {
    this.#taken += 1;
    this.#handled = [];
    this.isDue = false;
  }

  /** The shard crashes. Returns the pushes that are lost by it. */
  lose(): readonly number[] {
    const lost = this.#handled;
    this.#handled = [];
    this.isDue = false;
    return lost;
  }
}
