import { oneWorkerIsSgd } from '../laws/03-sequential-sgd.ts';
import { updatesAreCounted } from '../laws/11-exactly-once.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainMessage, PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class CountsOwnPushes extends PlainSimulator {
  readonly #own = new Map<string, number>();

  override handlePush(shard: PlainShard, message: PlainMessage): void {
    const key = `${shard.index} ${message.worker}`;
    const own = this.#own.get(key) ?? 0;
    this.#own.set(key, own + 1);
    shard.othersAtAnswer[message.worker]! -= own;
    super.handlePush(shard, message);
    shard.othersAtAnswer[message.worker]! += own;
  }

  override answer(shard: PlainShard, message: PlainMessage): void {
    this.#own.set(`${shard.index} ${message.worker}`, 0);
    super.answer(shard, message);
  }
}

/** A worker that goes on with its replica is stale by itself. */
export const countsOwnPushes: Mutant = {
  wrong: 'staleness counts all pushes since the pull, the worker’s own earlier ones too',
  subject: withClockwork(CountsOwnPushes),
  breaks: [updatesAreCounted, oneWorkerIsSgd],
  within: 1000,
};
