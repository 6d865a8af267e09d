import { valuesOf } from '../../src/base/options.ts';
import type { Encoding } from '../../src/optimizers/compression/compression.ts';
import type { LocalOptimizer } from '../../src/optimizers/local/local-optimizer.ts';
import type { ServerRule, ServerRuleContext } from '../../src/optimizers/server/server-rule.ts';
import type { Catalogue } from '../../src/scenarios/catalogue.ts';
import type { AlgorithmSpec, ScaleSpec, Scenario } from '../../src/scenarios/scenario.ts';
import type { Prepared } from '../../src/simulation/index.ts';
import type { Workload } from '../../src/workloads/workload.ts';
import { PlainCompression } from './plain-compression.ts';

/** Bytes and values of a message. */
export interface PlainSize {
  readonly bytes: number;
  readonly values: number;
}

/** What is known of a model at an evaluation. */
export interface PlainEvaluation {
  readonly objective: number | undefined;
  readonly accuracy: number | undefined;
  readonly testLoss: number | undefined;
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
  /** Of each worker; none where pushes are sent whole. */
  readonly compressions: PlainCompression[];
  /** With compression: the places of what each worker has sent of its last clock. */
  readonly sentPlaces: number[][] = [];
  readonly encoding: Encoding | undefined;

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
    const { compression } = algorithm;
    const stream = prepared.streams.stream('compression');
    this.compressions = compression
      ? workload.workers.map(
          ({ held }, worker) => new PlainCompression(compression, worker, held.count, stream),
        )
      : [];
    this.encoding = compression && catalogue.compressions.get(compression.kind).encoding;
    const rule = catalogue.serverRules.get(algorithm.rule);
    this.rules = Array.from({ length: this.shards }, (_, shard) =>
      rule.create(valuesOf(rule.options, algorithm), this.ruleContext(shard)),
    );
  }

  /** What the rule of `shard` is made with. */
  ruleContext(shard: number): ServerRuleContext {
    const { workers } = this.workload;
    const everything = workers.reduce((sum, { examples }) => sum + examples, 0);
    return {
      workerCount: workers.length,
      parameterCount: this.first(shard + 1) - this.first(shard),
      exampleShares: Float64Array.from(workers, ({ examples }) => examples / everything),
    };
  }

  first(shard: number): number {
    return firstOf(shard, this.shards, this.workload.parameterCount);
  }

  workOf(worker: number, clock: number): number {
    const { perClock = 0, perBatch, perExample, perNonzero } = this.scenario.workload.computeTime;
    const { batches, examples, nonzeros } = this.workload.workers[worker]!.plan(clock);
    const { examples: a, nonzerosPerExample: c } = this.scale;
    return perBatch * batches + perExample * a * examples + perNonzero * a * c * nonzeros + perClock;
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
    return this.compressions.length > 0 ? this.compress(worker, clock, moved, update) : update;
  }

  /** What is sent of `moved`, [held], in the place of `update`, [d]. */
  compress(worker: number, clock: number, moved: Float64Array, update: Float64Array): Float64Array {
    const { carried } = this.workload.workers[worker]!.plan(clock);
    const places = this.placesOf(worker);
    const sent = this.compressions[worker]!.compress(moved, [...(carried ?? places.keys())], clock);
    update.fill(0);
    for (const [k, value] of sent) update[places[k]!] = value;
    this.sentPlaces[worker] = [...sent.keys()].map((k) => places[k]!);
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
    const sent = (this.sentPlaces[worker] ?? carriedPlaces).filter((place) => this.isOn(place, shard));
    const here = Math.round(this.scale.parameters * sent.length);
    const dense = this.answerSize(worker, shard);
    if (this.encoding) return this.encodedSize(here, dense.values, this.encoding);
    const sparseBytes = here * (valueBytes + indexBytes);
    if (sparseBytes >= dense.values * valueBytes) return dense;
    return { bytes: this.scenario.cluster.network.headerBytes + sparseBytes, values: here };
  }

  /** A message with a scale, and a byte or a bit for each value. */
  encodedSize(carried: number, held: number, { bitsPerValue, writesZero }: Encoding): PlainSize {
    const { headerBytes, valueBytes, indexBytes } = this.scenario.cluster.network;
    if (carried === 0) return { bytes: headerBytes, values: 0 };
    const sparse = Math.ceil((carried * bitsPerValue) / 8) + carried * indexBytes;
    const dense = Math.ceil((held * bitsPerValue) / 8);
    const isDense = (writesZero || carried === held) && dense <= sparse;
    return {
      bytes: headerBytes + valueBytes + (isDense ? dense : sparse),
      values: isDense ? held : carried,
    };
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
      testLoss: this.workload.evaluate(parameters).testLoss,
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
