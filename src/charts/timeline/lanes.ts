/** What a lane can show: a worker, or a server shard. The order is that of the codes. */
export const laneStates = [
  'computing',
  'communicating',
  'waiting for slower workers',
  'down',
  'idle',
  'serving a push',
  'serving a pull',
] as const;

/** The codes, by the first words of their states. */
export const LaneState = {
  computing: 0,
  communicating: 1,
  waiting: 2,
  down: 3,
  idle: 4,
  push: 5,
  pull: 6,
} as const;
export type LaneState = (typeof LaneState)[keyof typeof LaneState];

/** Room for the codes beside a duration. */
const CODES = 8;

/** What the workers and the shards of one run did, nanosecond by nanosecond. */
export interface Timeline {
  readonly algorithm: string;
  readonly style: number;
  /** Nanoseconds: how long every lane is. */
  readonly time: number;
  readonly workers: number;
  readonly shards: number;
  /** The recorded machines that workers stand for; absent where none has a name. [workers] */
  readonly machines?: readonly (string | null)[];
  /** The stretches of all lanes, workers first, as `encodeLanes` writes them, in base64. */
  readonly stretches: string;
}

/** Writes stretches of states one after the other: duration · 8 + state, seven bits a byte, the lowest first. */
export class LaneWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(state: LaneState, duration: number): void {
    let rest = duration * CODES + state;
    if (this.#length + 10 > this.#bytes.length) this.#grow();
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#put((rest % 128) + 128);
    this.#put(rest);
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #put(byte: number): void {
    this.#bytes[this.#length++] = byte;
  }

  #grow(): void {
    const wider = new Uint8Array(2 * this.#bytes.length);
    wider.set(this.#bytes);
    this.#bytes = wider;
  }
}

/** The lanes of a timeline: stretch k of lane l, with `first[l]` ≤ k < `first[l + 1]`, is in `states[k]` until `ends[k]` nanoseconds. */
export interface Lanes {
  readonly first: Uint32Array;
  readonly ends: Float64Array;
  readonly states: Uint8Array;
}

/** Reads what was written. Every lane ends when the run does. */
export function readLanes({ time, workers, shards, stretches }: Timeline): Lanes {
  const bytes = Uint8Array.from(atob(stretches), (character) => character.charCodeAt(0));
  const count = bytes.reduce((sum, byte) => sum + (byte < 128 ? 1 : 0), 0);
  const ends = new Float64Array(count);
  const states = new Uint8Array(count);
  const first = new Uint32Array(workers + shards + 1);
  let at = 0;
  let k = 0;
  for (let lane = 0; lane < workers + shards; lane++) {
    for (let end = 0; end < time; k++) {
      let value = 0;
      let scale = 1;
      for (; bytes[at]! >= 128; scale *= 128) value += (bytes[at++]! - 128) * scale;
      value += bytes[at++]! * scale;
      states[k] = value % CODES;
      end += Math.floor(value / CODES);
      ends[k] = end;
    }
    first[lane + 1] = k;
  }
  return { first, ends, states };
}

/** Bytes as base64, made in pieces that fit on the stack. */
export function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(pieces.join(''));
}
