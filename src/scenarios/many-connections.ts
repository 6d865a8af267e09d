import { shardCountsOf, workerCountOf } from './checks.ts';
import type { Finding } from './problems.ts';
import type { Scenario } from './scenario.ts';

/** Connections of workers and shards beyond which a run takes memory and time worth a word. */
const MANY_CONNECTIONS = 2_000_000;

/** Measured: 10^7 connections take 1.1 GB with bsp, 2 · 10^6 take 0.19 GB. */
const CONNECTION_BYTES = 100;

/** Warns of scenarios with so many workers and shards that a run takes gigabytes, and billions of messages. */
export function manyConnections(scenario: Scenario): Finding[] {
  const workers = workerCountOf(scenario.cluster);
  return shardCountsOf(scenario).flatMap(({ count, path }) => {
    const connections = workers * count;
    if (connections <= MANY_CONNECTIONS) return [];
    const gigabytes = Number(((connections * CONNECTION_BYTES) / 1e9).toPrecision(1));
    const message =
      `${workers} workers and ${count} server shards are ${connections} connections: about ${gigabytes} GB of memory, and as many pushes for ` +
      'each clock of all workers, with as many pulls and answers where they pull';
    return [{ path, message, hint: 'fewer shards', about: 'value' as const }];
  });
}
