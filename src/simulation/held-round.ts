import type { HeldPush, PushedUpdate } from '../optimizers/server/server-rule.ts';
import type { Push } from '../protocols/protocol.ts';

type Fields = { -readonly [Field in keyof HeldPush]: HeldPush[Field] };

/** The pushes that a server shard holds. Their objects are used again; their values are borrowed. */
export class HeldRound {
  readonly #pushes: Fields[] = [];
  readonly #spare: Fields[] = [];

  get size(): number {
    return this.#pushes.length;
  }

  add({ worker, clock, round, roundLag, staleness }: Push, learningRate: number, update: PushedUpdate): void {
    const push = this.#spare.pop() ?? ({} as Fields);
    push.worker = worker;
    push.clock = clock;
    push.round = round;
    push.roundLag = roundLag;
    push.staleness = staleness;
    push.learningRate = learningRate;
    push.values = update.values;
    push.indices = update.indices;
    this.#pushes.push(push);
  }

  /** All of them, by worker, clock and arrival. Borrowed until `clear`. */
  inOrder(): readonly HeldPush[] {
    if (this.#pushes.length > 1) this.#pushes.sort((a, b) => a.worker - b.worker || a.clock - b.clock);
    return this.#pushes;
  }

  clear(): void {
    for (const push of this.#pushes) this.#spare.push(push);
    this.#pushes.length = 0;
  }

  /** Copies with values of their own. */
  copies(): readonly HeldPush[] {
    return this.#pushes.map(({ values, indices, ...push }) => ({
      ...push,
      values: values.slice(),
      indices: indices?.slice() ?? null,
    }));
  }

  /** Holds `pushes`, of which `copies` made copies, and nothing else. */
  become(pushes: readonly HeldPush[]): void {
    this.clear();
    for (const push of pushes) this.add(push, push.learningRate, push);
  }
}
