import { type Cards, drawCards } from '../../src/cluster-model/cards.ts';
import { Links, type NetworkOptions } from '../../src/cluster-model/network.ts';
import type { StragglerEntry } from '../../src/cluster-model/straggler-set.ts';
import { StragglerSet } from '../../src/cluster-model/straggler-set.ts';
import type { StragglerModel } from '../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER, type SimTime } from '../../src/engine/time.ts';
import { Streams } from '../../src/random/streams.ts';

/** A model whose factor is the last of `steps` that has begun: `[from (ns), factor]`, in order, and 1 before the first. */
export function stepwise(...steps: readonly (readonly [from: number, factor: number])[]): StragglerModel {
  return {
    factorAt: (_, time) => steps.findLast(([from]) => from <= time)?.[1] ?? 1,
    nextChange: (_, time) => (steps.find(([from]) => from > time)?.[0] ?? NEVER) as SimTime,
  };
}

/** The models, hitting every worker. */
export function everybody(
  workerCount: number,
  models: readonly StragglerModel[],
  affects: StragglerEntry['affects'] = ['compute'],
): StragglerSet {
  const hits = new Uint8Array(workerCount).fill(1);
  const entries = models.map((model) => ({ model, hits, affects }));
  return new StragglerSet(workerCount, entries, affects[0]!);
}

/** Links between equal cards of the network's bandwidth, for tests of what they are used for. */
export function linksOf(
  options: NetworkOptions,
  workers: number,
  shards: number,
): { links: Links; cards: Cards } {
  const cluster = { workers: [{ count: workers }], servers: { count: shards }, network: options };
  const streams = new Streams(1, 1);
  const cards = drawCards(cluster, streams);
  const ends = { cards, latencies: [undefined], groups: new Uint32Array(workers) };
  return { links: new Links(options, streams, ends), cards };
}

/** Nobody is slowed down. */
export function nobody(workerCount: number): StragglerSet {
  return new StragglerSet(workerCount, [], 'compute');
}
