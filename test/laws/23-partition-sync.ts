import fc from 'fast-check';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type { AlgorithmSpec } from '../../src/scenarios/scenario.ts';
import { algorithmOf, trials } from '../../src/testing/arbitraries/index.ts';
import { demand } from '../../src/testing/compare.ts';
import { lawOf } from './law.ts';

const synced = (learningRate: AlgorithmSpec['learningRate'], reportEvery: number): AlgorithmSpec => ({
  ...algorithmOf({ name: 'asp', options: {} }, { name: 'dynamic', options: { versions: 'by-clock' } }),
  ...{ partitionSync: 'stable-version', reportEvery, learningRate: learningRate! },
});

/** The lowest version of all shards before the last multiple of `every`, in nanoseconds, up to `time`. */
function reportedBefore(
  time: number,
  every: number,
  shardCount: number,
  trace: readonly TraceEntry[],
): number {
  const lastReport = Math.floor(time / every) * every;
  const versions = new Array<number>(shardCount).fill(0);
  for (const { event, time: at } of trace) {
    if (at >= lastReport) break;
    if (event.kind !== 'push-handled') continue;
    versions[event.shard] = Math.max(versions[event.shard]!, event.clock + 1);
  }
  return Math.min(...versions);
}

export const reportsComeAtTheirTimes = lawOf(
  'with partitionSync no worker is told a version that a shard came to after its last report',
  fc.tuple(trials({ minWorkers: 2, stops: 'clocks' }), fc.constantFrom(1e-6, 1e-3, 4e-3, 1e-2)),
  ({ simulate }, [trial, reportEvery]) => {
    const { learningRate } = trial.scenario.algorithms[0]!;
    const { trace } = simulate(trial, { algorithm: synced(learningRate, reportEvery) });
    const { count } = trial.scenario.cluster.servers;
    for (const { event, time } of trace) {
      if (event.kind !== 'master-answered') continue;
      const reported = reportedBefore(time, Math.round(reportEvery * 1e9), count, trace);
      demand(
        event.version <= reported,
        () =>
          `worker ${event.worker} is told version ${event.version} at ${time} ns, and ${reported} was reported`,
      );
    }
  },
);
