import type { TimingWorkloadSpec } from '../scenarios/scenario.ts';
import { serverShardSizes, sizesBetween } from '../workloads/held-parameters.ts';
import type { Workload } from '../workloads/workload.ts';
import { workSeconds } from './compute-cost.ts';
import type { FirstClock } from './nominal-clock.ts';
import { type Scale, scaledCount } from './scale.ts';
import { denseSize, updateSize, type WireFormat } from './wire-format.ts';

/** Clock 0 of `worker`, from how its data are laid out. */
export function firstClockOf(
  { workers }: Workload,
  worker: number,
  scale: Scale,
  wire: WireFormat,
): FirstClock {
  const plan = workers[worker]!.plan(0);
  const { shardOffsets } = workers[worker]!.held;
  const held = sizesBetween(shardOffsets);
  return {
    work: workSeconds(scale.cost, plan),
    pushes: held.map((count, shard) => {
      const carried = carriedBy(plan.carried, shardOffsets, shard);
      return updateSize(scaledCount(carried, scale), scaledCount(count, scale), wire);
    }),
    answers: held.map((count) => denseSize(scaledCount(count, scale), wire)),
  };
}

/** Clock 0 of any worker where there is no mathematics. */
export function timingFirstClock(
  { batchesPerClock, computeTime, parameters }: TimingWorkloadSpec,
  shardCount: number,
  wire: WireFormat,
): FirstClock {
  const sizes = serverShardSizes(parameters, shardCount).map((count) => denseSize(count, wire));
  const work = workSeconds(computeTime, { batches: batchesPerClock, examples: 0, nonzeros: 0 });
  return { work, pushes: sizes, answers: sizes };
}

/** How many of the positions `carried` (null: all) belong to `shard`. */
function carriedBy(carried: Uint32Array | null, shardOffsets: Uint32Array, shard: number): number {
  const start = shardOffsets[shard]!;
  const end = shardOffsets[shard + 1]!;
  if (carried === null) return end - start;
  let count = 0;
  for (const position of carried) if (position >= start && position < end) count += 1;
  return count;
}
