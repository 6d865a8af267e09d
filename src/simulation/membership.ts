import { MessageKind, type Messages } from '../cluster-model/messages.ts';

/** Where a worker is in its life. */
export const Presence = {
  /** It has not joined yet. */
  absent: 0,
  up: 1,
  /** It will restart. */
  down: 2,
  /** It will not. */
  lost: 3,
  /** It has done its clocks. */
  done: 4,
} as const;
export type Presence = (typeof Presence)[keyof typeof Presence];

/**
 * Who is there, and whom the server shards count on. A *life* of a worker ends with a crash, a *term* with its being dropped by the
 * shards. A pull belongs to a life, a push to a term: after the end of these nobody waits for it any more, and it is void.
 */
export class Membership {
  readonly #messages: Messages;
  readonly #presence: Uint8Array;
  readonly #members: Uint8Array;
  readonly #lives: Int32Array;
  readonly #terms: Int32Array;
  /** Whether any life or term has ended: before that no message is void, and all stamps are 0. */
  #hasEnded = false;
  /** How many workers there are of each presence. */
  readonly #counts = [0, 0, 0, 0, 0];

  constructor(workerCount: number, messages: Messages) {
    this.#messages = messages;
    this.#presence = new Uint8Array(workerCount).fill(Presence.up);
    this.#members = new Uint8Array(workerCount).fill(1);
    this.#lives = new Int32Array(workerCount);
    this.#terms = new Int32Array(workerCount);
    this.#counts[Presence.up] = workerCount;
  }

  presenceOf(worker: number): Presence {
    return this.#presence[worker]! as Presence;
  }

  become(worker: number, presence: Presence): void {
    this.#counts[this.#presence[worker]!]! -= 1;
    this.#counts[presence]! += 1;
    this.#presence[worker] = presence;
  }

  /** Whether the server shards count on `worker`. */
  isMember(worker: number): boolean {
    return this.#members[worker] === 1;
  }

  enter(worker: number): void {
    this.#members[worker] = 1;
  }

  /** The shards drop `worker`: its pushes under way are void. */
  leave(worker: number): void {
    this.#hasEnded = true;
    this.#members[worker] = 0;
    this.#terms[worker]! += 1;
  }

  /** `worker` crashes: its pulls under way are void. */
  endLife(worker: number): void {
    this.#hasEnded = true;
    this.#lives[worker]! += 1;
  }

  /** Says on a message that is about to be sent which life or term it belongs to. */
  stamp(message: number): void {
    if (this.#hasEnded) this.#messages.stamps[message] = this.#currentStamp(message);
  }

  /** Whether nobody waits for `message` any more. */
  isVoid(message: number): boolean {
    return this.#hasEnded && this.#messages.stamps[message] !== this.#currentStamp(message);
  }

  /**
   * Whether there is nobody left to go on: all have done their clocks or are lost. One that has yet to join is waited for only where
   * nobody has done them.
   */
  get isOver(): boolean {
    const counts = this.#counts;
    if (counts[Presence.up]! > 0 || counts[Presence.down]! > 0) return false;
    return counts[Presence.absent] === 0 || counts[Presence.done]! > 0;
  }

  #currentStamp(message: number): number {
    const worker = this.#messages.workers[message]!;
    return (this.#messages.kinds[message] === MessageKind.push ? this.#terms : this.#lives)[worker]!;
  }
}
