import { valuesOf } from '../../../src/base/options.ts';
import { serverRules } from '../../../src/optimizers/server/index.ts';
import type { HeldPush, PushedUpdate, ServerRule } from '../../../src/optimizers/server/server-rule.ts';
import type { HolderView } from '../../../src/protocols/protocol.ts';
import { alone, viewOf } from '../../support/holder.ts';

/**
 * One server shard with a rule and nothing else: pushes and pulls take effect one after another. Every push is a round, or for a rule that needs
 * rounds one push of every worker.
 */
export class RuleRunner {
  readonly parameters: Float64Array;
  readonly #rule: ServerRule;
  readonly #roundSize: number;
  readonly #clocks: number[];
  /** Pushes of others when a worker's last pull was answered. */
  readonly #othersAtPull: number[];
  #held: HeldPush[] = [];

  constructor(
    name: string,
    options: Readonly<Record<string, unknown>>,
    size: { workers: number; parameters: number; exampleShares?: readonly number[] },
  ) {
    const { workers, parameters, exampleShares } = size;
    const definition = serverRules.get(name);
    this.parameters = new Float64Array(parameters);
    this.#rule = definition.create(valuesOf(definition.options, options), {
      workerCount: workers,
      parameterCount: parameters,
      exampleShares: Float64Array.from(exampleShares ?? Array.from({ length: workers }, () => 1 / workers)),
    });
    this.#roundSize = definition.needsRounds ? workers : 1;
    this.#clocks = new Array<number>(workers).fill(0);
    this.#othersAtPull = new Array<number>(workers).fill(0);
  }

  /** The next push of `worker`. */
  push(worker: number, { values, indices }: PushedUpdate): void {
    const clock = this.#clocks[worker]!;
    this.#clocks[worker] = clock + 1;
    const staleness = this.#pushesOfOthers(worker) - this.#othersAtPull[worker]!;
    const isHeld = this.#roundSize > 1;
    const update = isHeld
      ? { values: values.slice(), indices: indices?.slice() ?? null }
      : { values, indices };
    this.#held.push(...alone(update, { worker, clock, staleness }));
    if (this.#held.length < this.#roundSize) return;
    this.#held.sort((a, b) => a.worker - b.worker);
    this.#rule.close(this.parameters, this.#held, this.#view);
    this.#held = [];
  }

  /** The next push of `worker`, of a single parameter. Returns the parameter after it. */
  pushScalar(worker: number, update: number): number {
    this.push(worker, { values: Float64Array.of(update), indices: null });
    return this.parameters[0]!;
  }

  /** A pull of `worker` is answered. */
  pull(worker: number): void {
    this.#othersAtPull[worker] = this.#pushesOfOthers(worker);
    this.#rule.read?.(worker, this.parameters, this.#view);
  }

  get #view(): HolderView {
    return viewOf(this.#clocks);
  }

  #pushesOfOthers(worker: number): number {
    return this.#view.pushCount - this.#clocks[worker]!;
  }
}
