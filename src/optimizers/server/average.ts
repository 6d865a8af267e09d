import { choiceOption } from '../../base/options.ts';
import { addScaled } from './add-scaled.ts';
import { defineServerRule, type PushedUpdate } from './server-rule.ts';

/**
 * w ← w + Σ_m a_m u_m once the updates of all M workers for a clock are there, a_m = 1/M or worker m's part of the
 * examples. Summed in worker order, so that the result does not depend on who arrived first.
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
  create: ({ weights }, { workerCount, parameterCount, exampleShares }) => {
    const held: (HeldUpdate | undefined)[] = Array.from({ length: workerCount }, () => undefined);
    const total = new Float64Array(parameterCount);
    let heldCount = 0;

    function applyRound(parameters: Float64Array): void {
      total.fill(0);
      for (let worker = 0; worker < workerCount; worker++) {
        addScaled(total, weights === 'examples' ? exampleShares[worker]! : 1, held[worker]!);
      }
      const scale = weights === 'examples' ? 1 : 1 / workerCount;
      for (let j = 0; j < parameterCount; j++) parameters[j] = parameters[j]! + scale * total[j]!;
      heldCount = 0;
    }

    return {
      push: (parameters, update, { worker }) => {
        held[worker] = copyInto(held[worker], update);
        heldCount += 1;
        if (heldCount === workerCount) applyRound(parameters);
      },
    };
  },
});

interface HeldUpdate extends PushedUpdate {
  readonly buffers: { readonly values: Float64Array; readonly indices: Uint32Array };
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
