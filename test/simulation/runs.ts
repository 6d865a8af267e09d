import type { ProtocolDefinition } from '../../src/protocols/protocol.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { AlgorithmSpec, Scenario } from '../../src/scenarios/scenario.ts';
import {
  type Prepared,
  prepare,
  type RunOptions,
  type RunResult,
  TrainingRun,
} from '../../src/simulation/index.ts';
import type { TrainingEvent } from '../../src/simulation/training-event.ts';
import type { Workload } from '../../src/workloads/workload.ts';
import { type Overrides, scenarioWith } from '../fixtures.ts';

/** A timing-only scenario on which times come out in round nanoseconds: 10 B headers, 1 B values and indices, 1 B per ns. */
const NANOSECOND_CLUSTER = {
  workers: [
    { count: 1, speed: 1 },
    { count: 1, speed: 0.5 },
  ],
  network: { latency: '10 ns', bandwidth: '1 GB/s', headerBytes: 10, valueBytes: 1, indexBytes: 1 },
};

const COMPUTE_TIME = { perBatch: '100 ns' };

/** A timing-only scenario for a hand-worked timeline: two workers, the second at half the speed. Mappings are merged, as in scenarioWith. */
export function handWorked({ cluster, workload, stop, ...rest }: Overrides): Scenario {
  return scenarioWith({
    cluster: clusterOf(cluster),
    workload: { model: 'none', parameters: 20, computeTime: COMPUTE_TIME, ...(workload as Overrides) },
    stop: { maxClocks: undefined, ...(stop as Overrides) },
    ...rest,
  });
}

function clusterOf(cluster: unknown): Overrides {
  const { network, ...rest } = (cluster ?? {}) as Overrides;
  return {
    ...NANOSECOND_CLUSTER,
    ...rest,
    network: { ...NANOSECOND_CLUSTER.network, ...(network as Overrides) },
  };
}

/** A timing-only scenario, prepared. */
export function prepared(overrides: Overrides): Prepared {
  return prepare(handWorked(overrides), undefined, 1);
}

/** Runs the first algorithm of a prepared scenario, or another, to its end. */
export function runToEnd(
  given: Prepared,
  {
    algorithm = given.scenario.algorithms[0]!,
    ...options
  }: RunOptions & { readonly algorithm?: AlgorithmSpec } = {},
): RunResult {
  const run = new TrainingRun(given, algorithm, options);
  while (run.advance(1000));
  return run.result();
}

/** The lines of a timeline as it is written in a test, without comments (`# …`). */
export function linesOf(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.replace(/ *#.*/, '').trim())
    .filter(Boolean);
}

/** A timing-only run and its events, one a line. */
export function timelineOf(overrides: Overrides): { lines: string[]; result: RunResult } {
  return observed(prepared(overrides));
}

/** A run of the first algorithm, or another, and its events, one a line; `protocol` takes the place of the algorithm's own. */
export function observed(
  given: Prepared,
  {
    protocol,
    algorithm = given.scenario.algorithms[0]!,
  }: { readonly protocol?: ProtocolDefinition; readonly algorithm?: AlgorithmSpec } = {},
): { lines: string[]; result: RunResult } {
  const lines: string[] = [];
  const observer = {
    // When a service starts, or a round closes, is seen from what ends then.
    observe: (event: TrainingEvent, time: number) => {
      if (event.kind !== 'service-started' && event.kind !== 'round-closed')
        lines.push(`${time} ${inWords(event)}`);
    },
  };
  const result = protocol
    ? runToEnd(given, {
        algorithm: { ...algorithm, protocol: protocol.name, rule: 'sum' },
        catalogue: { ...builtinCatalogue, protocols: builtinCatalogue.protocols.with(protocol) },
        observers: [observer],
      })
    : runToEnd(given, { algorithm, observers: [observer] });
  return { result, lines };
}

/** `pull-parked w0 c1 s0 min 0` */
function inWords(event: TrainingEvent): string {
  if (event.kind === 'evaluated') return `evaluated ${event.objective}`;
  const words: string[] = [event.kind];
  if ('message' in event) words.push(event.message);
  if ('worker' in event) words.push(`w${event.worker}`, `c${event.clock}`);
  if ('to' in event) words.push(`to w${event.to}`, `${event.count} examples`);
  // Whose answer was the last is seen from the times of the answers.
  if ('shard' in event && event.kind !== 'pulled') words.push(`s${event.shard}`);
  if ('version' in event) words.push(`version ${event.version}`);
  if ('minClock' in event) words.push(`min ${event.minClock}`);
  if ('staleness' in event) words.push(`stale ${event.staleness}`);
  if ('bytes' in event) words.push(`${event.bytes} B`);
  if ('lost' in event) words.push(`lost ${event.lost} ns`);
  if ('pushesLost' in event) words.push(`lost ${event.pushesLost}`);
  if ('count' in event && 'shard' in event) words.push(`${event.count} times`);
  return words.join(' ');
}

/** Learning whose numbers are given: what each clock adds, and what the objective says of the parameters. */
export interface Script {
  /** What `clock` of `worker` adds to each parameter; one number stands for all. */
  readonly update?: (worker: number, clock: number) => number;
  /** By default the first parameter. */
  readonly objective?: (parameters: Float64Array) => number;
  /** Examples in a clock, for its length. */
  readonly examples?: (worker: number, clock: number) => number;
  /** Global indices that a worker holds; by default all. */
  readonly holds?: (worker: number) => readonly number[] | null;
  /** Replica positions that a clock's update carries; by default all. */
  readonly carries?: (worker: number, clock: number) => readonly number[] | null;
}

/** A hand-worked scenario with mathematics that is only a script, `parameterCount` numbers starting at 1; asp where nothing is said. */
export function scripted(script: Script, overrides: Overrides, parameterCount = 1): Prepared {
  const { cluster, workload, stop, ...rest } = overrides;
  const scenario = scenarioWith({
    algorithms: ['asp'],
    cluster: clusterOf(cluster),
    workload: { computeTime: COMPUTE_TIME, ...(workload as Overrides) },
    stop: { maxClocks: undefined, ...(stop as Overrides) },
    ...rest,
  });
  const timing = prepare(handWorked({ cluster: cluster as Overrides, stop: { maxClocks: 1 } }), undefined, 1);
  const mathematics = scriptedWorkload(script, timing.workerCount, timing.shardCount, parameterCount);
  return { ...timing, scenario, workload: mathematics, target: scenario.stop.objective };
}

function scriptedWorkload(script: Script, workers: number, shards: number, parameterCount: number): Workload {
  const { update = () => 0, objective = ([first]) => first!, examples = () => 0 } = script;
  const firsts = Array.from({ length: shards + 1 }, (_, s) => Math.floor((s * parameterCount) / shards));
  const worker = (index: number): Workload['workers'][number] => {
    const indices = script.holds?.(index) ?? null;
    const count = indices?.length ?? parameterCount;
    const offsets =
      indices === null ? firsts : firsts.map((first) => indices.filter((j) => j < first).length);
    return {
      examples: 1,
      held: {
        count,
        globalIndices: indices && Uint32Array.from(indices),
        shardOffsets: Uint32Array.from(offsets),
      },
      plan: (clock) => {
        const carried = script.carries?.(index, clock) ?? null;
        return {
          batches: 1,
          examples: examples(index, clock),
          nonzeros: 0,
          carried: carried && Uint32Array.from(carried),
        };
      },
      train: (clock, replica, sum) => {
        const step = update(index, clock);
        for (const position of script.carries?.(index, clock) ?? replica.keys()) {
          replica[position]! += step;
          sum[position]! += step;
        }
      },
    };
  };
  return {
    parameterCount,
    initial: new Float64Array(parameterCount).fill(1),
    workers: Array.from({ length: workers }, (_, index) => worker(index)),
    objective,
    accuracy: () => undefined,
    evaluate: (parameters) => ({
      objective: objective(parameters),
      accuracy: undefined,
      testLoss: undefined,
    }),
  };
}
