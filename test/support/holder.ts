import type { HeldPush, PushedUpdate } from '../../src/optimizers/server/server-rule.ts';
import type { HolderView, Push } from '../../src/protocols/protocol.ts';

/** What a server knows when its workers' pushes are counted so; as if every push had been a round, unless `about` says otherwise. */
export function viewOf(clocks: readonly number[], about: Partial<HolderView> = {}): HolderView {
  const pushCount = clocks.reduce((sum, clock) => sum + clock, 0);
  return {
    workerCount: clocks.length,
    memberCount: clocks.length,
    minClock: Math.min(...clocks),
    maxClock: Math.max(...clocks),
    pushCount,
    round: pushCount,
    heldCount: 0,
    clockOf: (worker) => clocks[worker]!,
    isMember: () => true,
    isHeld: () => false,
    roundReadBy: () => 0,
    ...about,
  };
}

/** A push as rules and protocols are told of it: the first of worker 0, unless `about` says otherwise. */
export function pushOf(about: Partial<Push> = {}): Push {
  return { worker: 0, clock: 0, round: 0, roundLag: 0, staleness: 0, ...about };
}

/** A round of one push. */
export function alone(update: PushedUpdate | number, about: Partial<HeldPush> = {}): readonly HeldPush[] {
  const { values, indices } =
    typeof update === 'number' ? { values: Float64Array.of(update), indices: null } : update;
  return [{ ...pushOf(about), learningRate: 1, ...about, values, indices }];
}
