import { type Compressor, defineCompression, errorFeedbackOption } from './compression.ts';
import { withErrorFeedback } from './error-feedback.ts';

/**
 * One bit a value: its sign (0 counts as positive), times the mean magnitude of the values (Karimireddy et al.'s (‖p‖₁/d)·sign(p)). The idea of
 * one bit with error feedback is Seide et al.'s; without feedback it is a scaled signSGD (Bernstein et al., ICML 2018), which need not converge.
 */
export const sign = defineCompression({
  name: 'sign',
  summary: 'Sends the signs and their mean magnitude.',
  reference: 'Seide et al., Interspeech 2014; Karimireddy et al., ICML 2019',
  options: { errorFeedback: errorFeedbackOption(true) },
  encoding: { bitsPerValue: 1, writesZero: false },
  create: ({ errorFeedback }, { size }) =>
    errorFeedback ? withErrorFeedback(signs(size), size, false) : signs(size),
});

function signs(size: number): Compressor {
  return {
    compress(update, carried) {
      const count = carried?.length ?? size;
      let sum = 0;
      for (let k = 0; k < count; k++) sum += Math.abs(update[carried === null ? k : carried[k]!]!);
      const scale = sum / count;
      for (let k = 0; k < count; k++) {
        const i = carried === null ? k : carried[k]!;
        update[i] = update[i]! < 0 ? -scale : scale;
      }
      return carried;
    },
  };
}
