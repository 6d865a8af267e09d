import { oneWorkerIsSgd } from '../laws/03-sequential-sgd.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class AnswersBeforeThePush extends PlainSimulator {
  readonly #before = new Map<PlainShard, Float64Array>();

  override apply(shard: PlainShard): void {
    const parameters = this.world.learning?.shardParameters(shard.index);
    if (parameters) this.#before.set(shard, parameters.slice());
    super.apply(shard);
  }

  override readParameters(shard: PlainShard, worker: number): void {
    super.readParameters(shard, worker);
    const before = this.#before.get(shard);
    const { learning } = this.world;
    if (learning && before) learning.replicas[worker]!.set(before, learning.first(shard.index));
  }
}

/** A cache that is one push old. */
export const answersBeforeThePush: Mutant = {
  wrong: 'a pull is answered from the parameters as they were before the last push',
  subject: withClockwork(AnswersBeforeThePush),
  breaks: [oneWorkerIsSgd],
};
