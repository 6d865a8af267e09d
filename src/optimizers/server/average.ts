import { choiceOption } from '../../base/options.ts';
import type { SyncView } from '../../protocols/protocol.ts';
import { addScaled } from './add-scaled.ts';
import { defineServerRule, type PushedUpdate } from './server-rule.ts';

/**
 * w ← w + Σ_m a_m u_m once the updates of all M workers for a clock are there, a_m = 1/M or worker m's part of the
 * examples. Summed in worker order, so that the result does not depend on who arrived first.
 *
 * A clock is over when the slowest worker on which the server counts has pushed it. Where that leaves fewer than M updates (workers were
 * dropped, or a crash of the server lost some), it is their mean, or Σ a_m u_m / Σ a_m over them.
 */
export const average = defineServerRule({
  name: 'average',
  summary: 'Holds the updates of a clock until all workers have pushed, then adds their mean.',
  reference: 'Zinkevich et al., NIPS 2010',
  options: {
    weights: choiceOption(['equal', 'examples'], {
      description: 'What a worker counts for: the same as any other, or as much as it has examples.',
      default: 'equal',
    }),
  },
  needsBarrier: true,
  pushWeight: (_, workerCount) => 1 / workerCount,
  create: ({ weights }, { workerCount, parameterCount, exampleShares }) => {
    const held: (HeldUpdate | undefined)[] = Array.from({ length: workerCount }, () => undefined);
    /** Whether `held` is of the clock under way; else it is memory to be used again. */
    const isHeld = new Uint8Array(workerCount);
    const total = new Float64Array(parameterCount);
    let heldClock = 0;

    function applyIfOver(parameters: Float64Array, { minClock }: SyncView): void {
      if (minClock > heldClock) applyRound(parameters);
    }

    function applyRound(parameters: Float64Array): void {
      total.fill(0);
      let count = 0;
      let share = 0;
      for (let worker = 0; worker < workerCount; worker++) {
        if (isHeld[worker] === 0) continue;
        count += 1;
        share += exampleShares[worker]!;
        addScaled(total, weights === 'examples' ? exampleShares[worker]! : 1, held[worker]!);
      }
      isHeld.fill(0);
      if (count === 0) return;
      const whole = count === workerCount ? 1 : share;
      const scale = weights === 'examples' ? 1 / whole : 1 / count;
      for (let j = 0; j < parameterCount; j++) parameters[j] = parameters[j]! + scale * total[j]!;
    }

    return {
      push: (parameters, update, { worker, clock }, view) => {
        held[worker] = copyInto(held[worker], update);
        isHeld[worker] = 1;
        heldClock = clock;
        applyIfOver(parameters, view);
      },
      leave: (_, parameters, view) => applyIfOver(parameters, view),
      save: (): SavedRound => ({
        clock: heldClock,
        updates: held.map((update, worker) => (isHeld[worker] ? copyInto(undefined, update!) : undefined)),
      }),
      restore: (saved, parameters, view) => {
        const { clock, updates } = saved as SavedRound;
        heldClock = clock;
        updates.forEach((update, worker) => {
          isHeld[worker] = update ? 1 : 0;
          if (update) held[worker] = copyInto(held[worker], update);
        });
        applyIfOver(parameters, view);
      },
    };
  },
});

interface HeldUpdate extends PushedUpdate {
  readonly buffers: { readonly values: Float64Array; readonly indices: Uint32Array };
}

/** The updates of a clock that was under way. */
interface SavedRound {
  readonly clock: number;
  readonly updates: readonly (HeldUpdate | undefined)[];
}

/** A copy of `update`, in the buffers of `previous` where they are large enough. */
function copyInto(previous: HeldUpdate | undefined, { values, indices }: PushedUpdate): HeldUpdate {
  const size = values.length;
  const buffers =
    previous && previous.buffers.values.length >= size
      ? previous.buffers
      : { values: new Float64Array(size), indices: new Uint32Array(size) };
  buffers.values.set(values);
  if (indices) buffers.indices.set(indices);
  return {
    buffers,
    values: buffers.values.subarray(0, size),
    indices: indices && buffers.indices.subarray(0, size),
  };
}
