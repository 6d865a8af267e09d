import seedrandom from 'seedrandom';
import type { Registry } from '../base/registry.ts';
import type { DistributionDefinition } from './distributions/distribution.ts';
import { distributions } from './distributions/index.ts';
import { threefry4x32 } from './threefry.ts';

const TWO_POW_32 = 0x1_0000_0000;
const TWO_POW_MINUS_53 = 2 ** -53;

/**
 * All random numbers of one run. A draw is a function of (seed, replication, purpose, coordinates) and never of earlier draws, so that
 * two algorithms in one replication meet the same stragglers and the same order of examples.
 *
 * Keys come from seedrandom, one per purpose; the draws under a key from Threefry.
 */
export class Streams {
  readonly #seed: number;
  readonly #replication: number;
  readonly #distributions: Registry<DistributionDefinition>;

  /**
   * `seed`: a whole number ≥ 0. `replication`: from 1; 0 is kept for what all replications share, −1, −2, … for
   * tuning. `known`: the distributions that values may be drawn from; default: the built-in ones.
   */
  constructor(seed: number, replication: number, known: Registry<DistributionDefinition> = distributions) {
    this.#seed = seed;
    this.#replication = replication;
    this.#distributions = known;
  }

  /** Returns the stream of one purpose, such as `shuffle` or `straggler/0/factor`. Making one takes about 50 µs. */
  stream(purpose: string): Stream {
    const generator = seedrandom(JSON.stringify(['laggard', this.#seed, this.#replication, purpose]));
    const key = Uint32Array.from({ length: 4 }, () => generator.int32());
    return new Stream(key, this.#distributions);
  }
}

/** Uniform variates addressed by coordinates. */
export class Stream {
  /** The distributions that a variate drawn from this stream may name. */
  readonly distributions: Registry<DistributionDefinition>;
  readonly #key: Uint32Array;
  readonly #counter = new Uint32Array(4);
  readonly #out = new Uint32Array(4);

  /** `key`: 4 words. */
  constructor(key: Uint32Array, known: Registry<DistributionDefinition> = distributions) {
    this.#key = key;
    this.distributions = known;
  }

  /**
   * A uniform variate in the open interval (0, 1), 53 bits fine.
   *
   * `subject` (a worker, below 2^32), `index` (a clock, an episode, an epoch; below 2^53), `part` (a server shard; below 2^32) and
   * `attempt` (the draws that follow a rejected one; below 2^11) say which.
   */
  uniform(subject: number, index: number, part = 0, attempt = 0): number {
    const counter = this.#counter;
    counter[0] = subject;
    counter[1] = index;
    counter[2] = Math.floor(index / TWO_POW_32) + attempt * 0x20_0000;
    counter[3] = part;
    threefry4x32(this.#out, counter, this.#key);
    return unit(this.#out[0]!, this.#out[1]!);
  }

  /** Returns a sequence of uniform variates for one subject, for users of many at once: a shuffle, a data set. */
  sequence(subject: number, index = 0): UniformSequence {
    this.uniform(subject, index);
    return new UniformSequence(this.#out.slice());
  }
}

/** Uniform variates one after another: counter 0, 1, 2, … under a key of its own. */
export class UniformSequence {
  readonly #key: Uint32Array;
  readonly #counter = new Uint32Array(4);
  readonly #out = new Uint32Array(4);
  #half = 0;

  /** `key`: 4 words. */
  constructor(key: Uint32Array) {
    this.#key = key;
  }

  /** Returns the next variate, in the open interval (0, 1). */
  next(): number {
    if (this.#half === 1) {
      this.#half = 0;
      return unit(this.#out[2]!, this.#out[3]!);
    }
    threefry4x32(this.#out, this.#counter, this.#key);
    this.#counter[0] = this.#counter[0]! + 1;
    if (this.#counter[0] === 0) this.#counter[1] = this.#counter[1]! + 1;
    this.#half = 1;
    return unit(this.#out[0]!, this.#out[1]!);
  }

  /** Returns a whole number from 0 to `count` − 1. Its bias is below count · 2^-53. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }
}

/** Returns 53 of 64 random bits as a multiple of 2^-53; 0 becomes 2^-54, so that its quantile is finite. */
function unit(high: number, low: number): number {
  const cell = (high >>> 5) * 0x400_0000 + (low >>> 6);
  return cell === 0 ? TWO_POW_MINUS_53 / 2 : cell * TWO_POW_MINUS_53;
}
