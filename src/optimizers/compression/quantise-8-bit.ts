import { choiceOption } from '../../base/options.ts';
import { defineCompression, errorFeedbackOption } from './compression.ts';
import { withErrorFeedback } from './error-feedback.ts';

/** Steps from 0 to the largest magnitude: −127 to 127 is what a byte can tell. */
const STEPS = 127;

/**
 * One byte a value: s·q/127, where s is the largest magnitude of the update and q a whole number from −127 to 127. `stochastic` (QSGD of Alistarh et
 * al., with the largest magnitude as its norm): 127·|x|/s is rounded up with the probability of its fraction, so that the mean of what
 * is sent is x; it is off by less than s/127. `nearest`: off by at most s/254, and not by chance.
 */
export const quantise8Bit = defineCompression({
  name: 'quantise-8-bit',
  summary: 'Sends each value as one of 255 steps.',
  reference: 'Alistarh et al., NIPS 2017',
  options: {
    rounding: choiceOption(['stochastic', 'nearest'], {
      description:
        'To which of the two steps beside it a value is rounded: right in the mean, or the nearer one.',
      default: 'stochastic',
    }),
    errorFeedback: errorFeedbackOption(false),
  },
  encoding: { bitsPerValue: 8, writesZero: true },
  create: ({ rounding, errorFeedback }, { size, worker, stream }) => {
    const inner = {
      compress(update: Float64Array, carried: Uint32Array | null, clock: number) {
        const largest = largestMagnitude(update, carried);
        if (largest === 0) return carried;
        const count = carried?.length ?? size;
        for (let k = 0; k < count; k++) {
          const i = carried === null ? k : carried[k]!;
          const part = rounding === 'nearest' ? 0.5 : stream.uniform(worker, clock, i);
          const steps = Math.floor((STEPS * Math.abs(update[i]!)) / largest + part);
          update[i] = Math.sign(update[i]!) * ((largest * Math.min(STEPS, steps)) / STEPS);
        }
        return carried;
      },
    };
    return errorFeedback ? withErrorFeedback(inner, size, false) : inner;
  },
});

function largestMagnitude(update: Float64Array, carried: Uint32Array | null): number {
  const count = carried?.length ?? update.length;
  let largest = 0;
  for (let k = 0; k < count; k++) {
    largest = Math.max(largest, Math.abs(update[carried === null ? k : carried[k]!]!));
  }
  return largest;
}
