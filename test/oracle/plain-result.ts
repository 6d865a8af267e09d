import { valuesOf } from '../../src/base/options.ts';
import type { RunResult, ServerResult, WorkerResult } from '../../src/simulation/index.ts';
import { timeSpent } from '../../src/testing/time-spent.ts';
import { type PlainShard, type PlainWorld, total } from './plain-world.ts';

/** What a run has come to. The number of events is left at 0: it belongs to the clockwork, not to the model. */
export function resultOf(world: PlainWorld): RunResult {
  const { prepared, algorithm, catalogue, learning, now, updates } = world;
  const protocol = catalogue.protocols.get(algorithm.protocol);
  const rule = catalogue.serverRules.get(algorithm.rule);
  const overall = meanAndMax(world.staleness.flat());
  const parameters = learning?.parameters ?? new Float64Array(0);
  // The moment that ends a run is always evaluated.
  const { objective, accuracy, testLoss, clocksMin, clocksMax } = world.curve.at(-1)!;
  return {
    algorithm: algorithm.label,
    protocol: algorithm.protocol,
    rule: algorithm.rule,
    pushWeight: rule.pushWeight?.(valuesOf(rule.options, algorithm), world.workers.length),
    stalenessBound: protocol.leadBound?.(valuesOf(protocol.options, algorithm)),
    learningRate: algorithm.learningRate?.initial,
    seed: prepared.scenario.seed,
    replication: prepared.replication,
    status: world.status!,
    time: now,
    updates: total(updates),
    clocksMin,
    clocksMax,
    objective,
    accuracy,
    testLoss,
    ...overall,
    // A round of bsp is computed on what the round before has made; elsewhere only single pushes have a staleness in versions.
    versionStalenessMean: protocol.holds
      ? protocol.name === 'bsp' && overall.stalenessMean !== undefined
        ? 0
        : undefined
      : overall.stalenessMean,
    staleness: histogram(world.staleness.flat()),
    bytesPushed: world.bytesPushed,
    bytesPulled: world.bytesPulled,
    events: 0,
    digest: world.digest.finish(parameters),
    curve: world.curve,
    workers: world.workers.map((_, worker) => workerResult(world, worker)),
    servers: world.shards.map((shard) => serverResult(shard, now)),
    parameters,
  };
}

function workerResult(
  { prepared, updates, trace, shards, now, staleness }: PlainWorld,
  worker: number,
): WorkerResult {
  return {
    speed: prepared.speeds[worker]!,
    clocks: updates[worker]!,
    ...timeSpent(trace, worker, shards.length, now),
    ...meanAndMax(staleness[worker]!),
  };
}

function serverResult(shard: PlainShard, now: number): ServerResult {
  const waiting = total(shard.queue.map(({ joined }) => now - joined));
  const serving = shard.serving || shard.checkpointing ? now - shard.servingSince : 0;
  return {
    utilisation: now === 0 ? 0 : (shard.busy + serving) / now,
    queueMean: now === 0 ? 0 : (shard.waited + waiting) / now,
    waitMeanSeconds: shard.begun === 0 ? 0 : shard.waited / shard.begun / 1e9,
    messages: shard.served,
    bytesIn: shard.bytesIn,
    bytesOut: shard.bytesOut,
    versionsMax: undefined,
    versionsBytesMax: undefined,
  };
}

function meanAndMax(numbers: readonly number[]) {
  if (numbers.length === 0) return { stalenessMean: undefined, stalenessMax: undefined };
  return { stalenessMean: total(numbers) / numbers.length, stalenessMax: Math.max(...numbers) };
}

/** Values below 64 are counted one by one; a larger one with those that agree with it in their six leading binary digits. */
function histogram(numbers: readonly number[]): RunResult['staleness'] {
  const counts = new Map<number, { from: number; to: number; count: number }>();
  for (const number of numbers) {
    const width = 2 ** Math.max(0, number.toString(2).length - 6);
    const from = number - (number % width);
    const bin = counts.get(from) ?? { from, to: from + width - 1, count: 0 };
    counts.set(from, { ...bin, count: bin.count + 1 });
  }
  return [...counts.values()].sort((a, b) => a.from - b.from);
}
