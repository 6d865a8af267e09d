import type { Compressor } from './compression.ts';

/**
 * Error feedback (Seide et al., Interspeech 2014; Karimireddy et al., ICML 2019): p = u + e; C(p) is sent; e ← p − C(p). What has been sent and
 * what is kept add up to all updates so far. e starts at 0 and stays with the worker: a pull replaces the replica, not e.
 *
 * `everywhere`: what is kept may be sent at any position. Otherwise only at those that the clock's update carries, and the rest waits.
 */
export function withErrorFeedback(inner: Compressor, size: number, everywhere: boolean): Compressor {
  const error = new Float64Array(size);
  return {
    compress(update, carried, clock) {
      const considered = everywhere ? null : carried;
      const count = considered?.length ?? size;
      for (let k = 0; k < count; k++) {
        const i = considered === null ? k : considered[k]!;
        error[i] = error[i]! + update[i]!;
        update[i] = error[i]!;
      }
      const sent = inner.compress(update, considered, clock);
      const sentCount = sent?.length ?? size;
      for (let k = 0; k < sentCount; k++) {
        const i = sent === null ? k : sent[k]!;
        error[i] = error[i]! - update[i]!;
      }
      return sent;
    },
  };
}
