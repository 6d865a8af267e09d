import { assert } from '../../base/assert.ts';
import { type SimTime, START } from '../../engine/time.ts';
import type { StragglerModel } from './straggler-model.ts';

/** From the end of the piece before it to `end`, in nanoseconds, the factor is this. */
export interface Piece {
  readonly end: SimTime;
  readonly factor: number;
}

/** Gives the pieces of a course one after another, from time 0 on. One that ends where the last one did is passed over. */
export type Pieces = () => Piece;

/** Pieces that are kept behind the one asked for last: computing looks ahead, messages are asked about the present. */
const KEPT = 256;

/**
 * Factors that are a step function of time, another for each worker, made forwards as far as somebody asks. `piecesOf` starts the
 * course of a worker; each start must give the same pieces.
 */
export function stepCourses(
  workerCount: number,
  piecesOf: (worker: number) => Pieces,
): Pick<StragglerModel, 'factorAt' | 'nextChange'> {
  const courses: (Course | undefined)[] = new Array(workerCount);
  const courseAt = (worker: number, time: SimTime): Course => {
    courses[worker] ??= new Course(() => piecesOf(worker));
    courses[worker].moveTo(time);
    return courses[worker];
  };
  return {
    factorAt: (worker, time) => courseAt(worker, time).factor,
    nextChange: (worker, time) => courseAt(worker, time).end,
  };
}

/** Where one worker is in its course. */
class Course {
  readonly #start: () => Pieces;
  #pieces: Pieces;
  #ends: SimTime[] = [];
  #factors: number[] = [];
  /** When the first piece that is kept begins. */
  #from = START;
  #at = 0;

  constructor(start: () => Pieces) {
    this.#start = start;
    this.#pieces = start();
    this.#extend();
  }

  get factor(): number {
    return this.#factors[this.#at]!;
  }

  get end(): SimTime {
    return this.#ends[this.#at]!;
  }

  /** Goes to the piece that `time` lies in, from the beginning if it has been forgotten. */
  moveTo(time: SimTime): void {
    if (time < this.#from) this.#rewind();
    while (this.#at > 0 && time < this.#ends[this.#at - 1]!) this.#at -= 1;
    while (this.#ends[this.#at]! <= time) {
      if (this.#at === this.#ends.length - 1) this.#extend();
      this.#at += 1;
    }
    if (this.#at > 2 * KEPT) this.#forget(this.#at - KEPT);
  }

  #extend(): void {
    const last = this.#ends.at(-1) ?? this.#from;
    let piece = this.#pieces();
    while (piece.end === last) piece = this.#pieces();
    assert(piece.end > last, () => `a piece that ends at ${piece.end} ns after one that ends at ${last} ns`);
    this.#ends.push(piece.end);
    this.#factors.push(piece.factor);
  }

  #forget(count: number): void {
    this.#from = this.#ends[count - 1]!;
    this.#ends = this.#ends.slice(count);
    this.#factors = this.#factors.slice(count);
    this.#at -= count;
  }

  #rewind(): void {
    this.#pieces = this.#start();
    this.#ends = [];
    this.#factors = [];
    this.#from = START;
    this.#at = 0;
    this.#extend();
  }
}
