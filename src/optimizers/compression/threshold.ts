import { numberOption } from '../../base/options.ts';
import { type Compressor, defineCompression, errorFeedbackOption } from './compression.ts';
import { withErrorFeedback } from './error-feedback.ts';

/** Drops values whose magnitude is below a threshold, and zeros; sends the others as they are. */
export const threshold = defineCompression({
  name: 'threshold',
  summary: 'Sends only the values whose magnitude reaches a threshold.',
  reference: 'Strom, Interspeech 2015',
  options: {
    threshold: numberOption({ description: 'Values below it are dropped.', min: 0, default: 1e-6 }),
    errorFeedback: errorFeedbackOption(false),
  },
  create: ({ threshold: least, errorFeedback }, { size }) => {
    const selected = atLeast(least, size);
    return errorFeedback ? withErrorFeedback(selected, size, true) : selected;
  },
});

function atLeast(least: number, size: number): Compressor {
  const positions = new Uint32Array(size);
  return {
    compress(update, carried) {
      const count = carried?.length ?? size;
      let sent = 0;
      for (let k = 0; k < count; k++) {
        const i = carried === null ? k : carried[k]!;
        // What is not a number is sent, so that a run that diverges shows it.
        if (Math.abs(update[i]!) < least || update[i] === 0) continue;
        positions[sent++] = i;
      }
      return positions.subarray(0, sent);
    },
  };
}
