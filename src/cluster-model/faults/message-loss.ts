import { numberOption } from '../../base/options.ts';
import { secondsToNanoseconds } from '../../engine/time.ts';
import { log } from '../../numerics/elementary.ts';
import { defineFault } from './fault-model.ts';

/**
 * Transmissions get lost, each with the same probability p, and are repeated after a timeout. The number lost before one arrives is geometric,
 * P(K ≥ k) = p^k, drawn by inversion: K = ⌊ln u / ln p⌋.
 */
export const messageLoss = defineFault({
  name: 'message-loss',
  summary: 'Transmissions are lost with a probability, and repeated after a timeout.',
  options: {
    probability: numberOption({
      description: 'That a transmission of a message, to or from a worker, is lost.',
      quantity: 'ratio',
      min: 0,
      max: 0.99,
    }),
    timeout: numberOption({
      description: 'From a lost transmission to the next one of the same message.',
      quantity: 'seconds',
      min: 0,
    }),
  },
  hits: 'workers',
  create: ({ probability, timeout }, { stream }) => {
    // The order is that of MessageKind.
    const streams = ['push', 'pull-request', 'answer'].map((name) => stream(name));
    const scale = probability === 0 ? 0 : 1 / log(probability);
    return {
      messageLoss: {
        timeout: secondsToNanoseconds(timeout),
        lostTransmissions: (kind, worker, clock, shard) =>
          scale === 0 ? 0 : Math.floor(log(streams[kind]!.uniform(worker, clock, shard)) * scale),
      },
    };
  },
});
