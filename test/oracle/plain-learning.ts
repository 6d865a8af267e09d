import { valuesOf } from '../../src/base/options.ts';
import type { LocalOptimizer } from '../../src/optimizers/local/local-optimizer.ts';
import type { ServerRule } from '../../src/optimizers/server/server-rule.ts';
import type { Catalogue } from '../../src/scenarios/catalogue.ts';
import type { AlgorithmSpec, ScaleSpec, Scenario } from '../../src/scenarios/scenario.ts';
import type { Prepared } from '../../src/simulation/index.ts';
import type { Workload } from '../../src/workloads/workload.ts';

/** Bytes and values of a message. */
export interface PlainSize {
  readonly bytes: number;
  readonly values: number;
}

/** What is known of a model at an evaluation. */
export interface PlainEvaluation {
  readonly objective: number | undefined;
  readonly accuracy: number | undefined;
}

/** The first parameter of a server shard: ⌊s·d/S⌋. */
export function firstOf(shard: number, shards: number, parameterCount: number): number {
  return Math.floor((shard * parameterCount) / shards);
}

/**
 * Learning with whole vectors everywhere: a replica, an update and the server's parameters all have d numbers, and a feature
 * that a worker does not hold is simply never read. Sparse messages exist only as sizes.
 */
export class PlainLearning {
  readonly parameters: Float64Array;
  readonly workload: Workload;
  readonly scenario: Scenario;
  readonly shards: number;
  readonly replicas: Float64Array[];
  readonly rules: ServerRule[];
  readonly rateAt: (clock: number) => number;
  readonly optimizers: LocalOptimizer[];

  constructor(prepared: Prepared, workload: Workload, algorithm: AlgorithmSpec, catalogue: Catalogue) {
    this.workload = workload;
    this.scenario = prepared.scenario;
    this.shards = prepared.shardCount;
    this.parameters = workload.initial.slice();
    this.replicas = workload.workers.map(() => workload.initial.slice());
    const schedule = catalogue.schedules.get(algorithm.learningRate!.schedule);
    this.rateAt = schedule.create(valuesOf(schedule.options, algorithm.learningRate!));
    const optimizer = catalogue.localOptimizers.get(this.scenario.training!.optimizer.kind);
    const settings = valuesOf(optimizer.options, this.scenario.training!.optimizer);
    this.optimizers = workload.workers.map(({ held }) => optimizer.create(settings, held.count));
    const rule = catalogue.serverRules.get(algorithm.rule);
    const everything = workload.workers.reduce((sum, { examples }) => sum + examples, 0);
    this.rules = Array.from({ length: this.shards }, (_, shard) =>
      rule.create(valuesOf(rule.options, algorithm), {
        workerCount: workload.workers.length,
        parameterCount: this.first(shard + 1) - this.first(shard),
        exampleShares: Float64Array.from(workload.workers, ({ examples }) => examples / everything),
      }),
    );
  }

  first(shard: number): number {
    return firstOf(shard, this.shards, this.workload.parameterCount);
  }

  workOf(worker: number, clock: number): number {
    const { perBatch, perExample, perNonzero } = this.scenario.workload.computeTime;
    const { batches, examples, nonzeros } = this.workload.workers[worker]!.plan(clock);
    const { examples: a, nonzerosPerExample: c } = this.scale;
    return perBatch * batches + perExample * a * examples + perNonzero * a * c * nonzeros;
  }

  get scale(): ScaleSpec {
    const { workload } = this.scenario;
    return ('scale' in workload && workload.scale) || { examples: 1, parameters: 1, nonzerosPerExample: 1 };
  }

  /** Runs a clock on the worker's replica. The update: [d]. */
  compute(worker: number, clock: number): Float64Array {
    const shard = this.workload.workers[worker]!;
    const places = this.placesOf(worker);
    const replica = this.replicas[worker]!;
    const held = Float64Array.from(places, (place) => replica[place]!);
    const moved = new Float64Array(places.length);
    shard.train(clock, held, moved, this.rateAt(clock), this.optimizers[worker]!);
    const update = new Float64Array(replica.length);
    places.forEach((place, k) => {
      replica[place] = held[k]!;
      update[place] = moved[k]!;
    });
    return update;
  }

  pushSize(worker: number, clock: number, shard: number): PlainSize {
    const { valueBytes, indexBytes } = this.scenario.cluster.network;
    const { carried } = this.workload.workers[worker]!.plan(clock);
    const places = this.placesOf(worker);
    const count = carried === null ? places.length : carried.length;
    const carriedPlaces = Array.from(
      { length: count },
      (_, k) => places[carried === null ? k : carried[k]!]!,
    );
    const here = Math.round(
      this.scale.parameters * carriedPlaces.filter((place) => this.isOn(place, shard)).length,
    );
    const dense = this.answerSize(worker, shard);
    const sparseBytes = here * (valueBytes + indexBytes);
    if (sparseBytes >= dense.values * valueBytes) return dense;
    return { bytes: this.scenario.cluster.network.headerBytes + sparseBytes, values: here };
  }

  answerSize(worker: number, shard: number): PlainSize {
    const { headerBytes, valueBytes } = this.scenario.cluster.network;
    const held = this.placesOf(worker).filter((place) => this.isOn(place, shard)).length;
    const values = Math.round(this.scale.parameters * held);
    return { bytes: headerBytes + values * valueBytes, values };
  }

  /** The server's parameters of `shard` as they are. */
  shardParameters(shard: number): Float64Array {
    return this.parameters.subarray(this.first(shard), this.first(shard + 1));
  }

  /** Copies what `shard` has into the worker's replica. */
  refresh(worker: number, shard: number, values: Float64Array): void {
    this.replicas[worker]!.set(values, this.first(shard));
  }

  evaluate(parameters: Float64Array): PlainEvaluation {
    return {
      objective: this.workload.objective(parameters),
      accuracy: this.workload.accuracy(parameters),
    };
  }

  /** The global index of each position of a worker's replica, as the workload lays it out. */
  placesOf(worker: number): number[] {
    const { globalIndices, count } = this.workload.workers[worker]!.held;
    return Array.from({ length: count }, (_, k) => (globalIndices === null ? k : globalIndices[k]!));
  }

  isOn(place: number, shard: number): boolean {
    return place >= this.first(shard) && place < this.first(shard + 1);
  }
}
