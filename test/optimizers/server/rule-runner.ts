import { valuesOf } from '../../../src/base/options.ts';
import { serverRules } from '../../../src/optimizers/server/index.ts';
import type { PushedUpdate, ServerRule } from '../../../src/optimizers/server/server-rule.ts';
import type { SyncView } from '../../../src/protocols/protocol.ts';

/** How many pushes of each worker a server has handled: recounted from nothing at every question. */
class PushCounts implements SyncView {
  readonly #clocks: number[];

  constructor(workerCount: number) {
    this.#clocks = Array.from({ length: workerCount }, () => 0);
  }

  get workerCount(): number {
    return this.#clocks.length;
  }

  get minClock(): number {
    return Math.min(...this.#clocks);
  }

  get maxClock(): number {
    return Math.max(...this.#clocks);
  }

  get pushCount(): number {
    return this.#clocks.reduce((sum, clock) => sum + clock, 0);
  }

  clockOf(worker: number): number {
    return this.#clocks[worker]!;
  }

  count(worker: number): void {
    this.#clocks[worker]! += 1;
  }
}

/** One server shard with a rule and nothing else: pushes and pulls take effect one after another. */
export class RuleRunner {
  readonly parameters: Float64Array;
  readonly #rule: ServerRule;
  readonly #clocks: PushCounts;
  /** Pushes of others when a worker's last pull was answered. */
  readonly #othersAtPull: number[];

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
    this.#clocks = new PushCounts(workers);
    this.#othersAtPull = Array.from({ length: workers }, () => 0);
  }

  /** The next push of `worker`. */
  push(worker: number, update: PushedUpdate): void {
    const clock = this.#clocks.clockOf(worker);
    this.#clocks.count(worker);
    const staleness = this.#pushesOfOthers(worker) - this.#othersAtPull[worker]!;
    this.#rule.push(this.parameters, update, { worker, clock, staleness }, this.#clocks);
  }

  /** The next push of `worker`, of a single parameter. Returns the parameter after it. */
  pushScalar(worker: number, update: number): number {
    this.push(worker, { values: Float64Array.of(update), indices: null });
    return this.parameters[0]!;
  }

  /** A pull of `worker` is answered. */
  pull(worker: number): void {
    this.#othersAtPull[worker] = this.#pushesOfOthers(worker);
    this.#rule.pull?.(worker, this.#clocks);
  }

  #pushesOfOthers(worker: number): number {
    return this.#clocks.pushCount - this.#clocks.clockOf(worker);
  }
}
