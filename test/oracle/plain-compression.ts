import type { Stream } from '../../src/random/streams.ts';
import type { CompressionSpec } from '../../src/scenarios/scenario.ts';

/** A value that is sent, by position in a worker's replica. */
export type Sent = ReadonlyMap<number, number>;

/** What one worker sends of its updates, by the definitions of docs/model.md, with lists and maps. */
export class PlainCompression {
  readonly spec: CompressionSpec;
  readonly worker: number;
  readonly stream: Stream;
  /** What has not been sent; stays 0 without error feedback. [held] */
  readonly kept: number[];

  constructor(spec: CompressionSpec, worker: number, held: number, stream: Stream) {
    this.spec = spec;
    this.worker = worker;
    this.stream = stream;
    this.kept = new Array<number>(held).fill(0);
  }

  /** `update`: [held]; `carried`: its positions, ascending. */
  compress(update: ArrayLike<number>, carried: readonly number[], clock: number): Sent {
    const { kind, errorFeedback } = this.spec;
    if (!errorFeedback) return this.send(new Map(carried.map((i) => [i, update[i]!])), clock);
    const considered = kind === 'top-k' || kind === 'threshold' ? [...this.kept.keys()] : carried;
    for (const i of considered) this.kept[i]! += update[i]!;
    const sent = this.send(new Map(considered.map((i) => [i, this.kept[i]!])), clock);
    for (const [i, value] of sent) this.kept[i]! -= value;
    return sent;
  }

  send(given: Sent, clock: number): Sent {
    const entries = [...given];
    switch (this.spec.kind) {
      case 'top-k': {
        const { k, fraction } = this.spec as { k?: number; fraction?: number };
        const count = k ?? Math.max(1, Math.round(fraction! * this.kept.length));
        const largest = entries
          .filter(([, x]) => x !== 0)
          .sort(([i, x], [j, y]) => Math.abs(y) - Math.abs(x) || i - j)
          .slice(0, count);
        return new Map(largest.sort(([i], [j]) => i - j));
      }
      case 'threshold': {
        const least = this.spec.threshold as number;
        return new Map(entries.filter(([, x]) => x !== 0 && Math.abs(x) >= least));
      }
      case 'quantise-8-bit': {
        const largest = Math.max(0, ...entries.map(([, x]) => Math.abs(x)));
        return new Map(entries.map(([i, x]) => [i, this.quantised(x, largest, clock, i)]));
      }
      default: {
        const mean = entries.reduce((sum, [, x]) => sum + Math.abs(x), 0) / entries.length;
        return new Map(entries.map(([i, x]) => [i, x < 0 ? -mean : mean]));
      }
    }
  }

  quantised(x: number, largest: number, clock: number, position: number): number {
    if (largest === 0) return x;
    const up = this.spec.rounding === 'nearest' ? 0.5 : this.stream.uniform(this.worker, clock, position);
    const steps = Math.floor((127 * Math.abs(x)) / largest + up);
    return Math.sign(x) * ((largest * Math.min(127, steps)) / 127);
  }
}
