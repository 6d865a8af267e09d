import { integerOption, numberOption, optional } from '../../base/options.ts';
import { type Compressor, defineCompression, errorFeedbackOption } from './compression.ts';
import { withErrorFeedback } from './error-feedback.ts';

/**
 * Sends the k values of largest magnitude as they are, of equal ones those of the lowest positions; zeros never. With error feedback, which
 * is the standard here, any position may be among them.
 */
export const topK = defineCompression({
  name: 'top-k',
  summary: 'Sends only the values of largest magnitude.',
  reference: 'Aji and Heafield, EMNLP 2017',
  options: {
    k: optional(integerOption({ description: 'How many values are sent; or give fraction.', min: 1 })),
    fraction: optional(
      numberOption({
        description: 'The same as a part of the parameters that the worker holds, at least one.',
        quantity: 'ratio',
        above: 0,
        max: 1,
      }),
    ),
    errorFeedback: errorFeedbackOption(true),
  },
  contradiction: ({ k, fraction }) =>
    (k === undefined) === (fraction === undefined) ? 'give either k or fraction' : undefined,
  create: ({ k, fraction, errorFeedback }, { size }) => {
    const count = k ?? Math.max(1, Math.round(fraction! * size));
    const largest = largestOf(size, count);
    return errorFeedback ? withErrorFeedback(largest, size, true) : largest;
  },
});

function largestOf(size: number, most: number): Compressor {
  const magnitudes = new Float64Array(size);
  const positions = new Uint32Array(Math.min(size, most));
  return {
    compress(update, carried) {
      const count = carried?.length ?? size;
      for (let k = 0; k < count; k++)
        magnitudes[k] = magnitudeOf(update[carried === null ? k : carried[k]!]!);
      const sorted = magnitudes.subarray(0, count).sort();
      // The smallest that is sent; those that equal it fill the places that are left.
      const least = most < count ? sorted[count - most]! : 0;
      let free = Math.min(most, count);
      for (let k = count - 1; k >= 0 && sorted[k]! > least; k--) free -= 1;
      let sent = 0;
      for (let k = 0; k < count; k++) {
        const i = carried === null ? k : carried[k]!;
        const magnitude = magnitudeOf(update[i]!);
        if (magnitude < least || magnitude === 0) continue;
        if (magnitude === least && free-- <= 0) continue;
        positions[sent++] = i;
      }
      return positions.subarray(0, sent);
    },
  };
}

/** |x|; what is not a number is as large as can be, so that a run that diverges shows it. */
function magnitudeOf(x: number): number {
  return Number.isNaN(x) ? Number.POSITIVE_INFINITY : Math.abs(x);
}
