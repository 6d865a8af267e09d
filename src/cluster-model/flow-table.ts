import { doubled } from '../base/typed-array.ts';

const INITIAL_CAPACITY = 64;
const NONE = -1;

/**
 * Which flows cross which links: for each link a doubly linked list of places, where place `flow · maxHops + k` stands for the k-th
 * link of `flow`. Flows are numbered by the caller; a number may be used again once its flow has left.
 */
export class FlowTable {
  readonly maxHops: number;
  /** Number of links that each flow crosses. */
  hopCounts = new Uint8Array(INITIAL_CAPACITY);
  /** The link at each place. */
  links: Int32Array;
  /** Flows on each link. [links] */
  readonly counts: Int32Array;
  /** The first place of each link, or −1. [links] */
  readonly firsts: Int32Array;
  /** The place after each place on the same link, and the one before it, or −1. */
  nexts: Int32Array;
  #previous: Int32Array;

  /** `maxHops`: the most links that a flow crosses, below 256. */
  constructor(linkCount: number, maxHops: number) {
    this.maxHops = maxHops;
    this.counts = new Int32Array(linkCount);
    this.firsts = new Int32Array(linkCount).fill(NONE);
    this.links = new Int32Array(INITIAL_CAPACITY * maxHops);
    this.nexts = new Int32Array(INITIAL_CAPACITY * maxHops);
    this.#previous = new Int32Array(INITIAL_CAPACITY * maxHops);
  }

  /** Flows that there is room for. */
  get capacity(): number {
    return this.hopCounts.length;
  }

  /** Puts `flow` on the first `hopCount` links of `route`, which are distinct. */
  add(flow: number, route: Int32Array, hopCount: number): void {
    while (flow >= this.capacity) this.#grow();
    this.hopCounts[flow] = hopCount;
    for (let k = 0; k < hopCount; k++) this.#link(flow * this.maxHops + k, route[k]!);
  }

  /** Takes `flow` off its links; they can still be read until its number is used again. */
  remove(flow: number): void {
    const first = flow * this.maxHops;
    for (let place = first; place < first + this.hopCounts[flow]!; place++) this.#unlink(place);
  }

  #link(place: number, link: number): void {
    const next = this.firsts[link]!;
    this.links[place] = link;
    this.nexts[place] = next;
    this.#previous[place] = NONE;
    if (next !== NONE) this.#previous[next] = place;
    this.firsts[link] = place;
    this.counts[link] = this.counts[link]! + 1;
  }

  #unlink(place: number): void {
    const link = this.links[place]!;
    const next = this.nexts[place]!;
    const previous = this.#previous[place]!;
    if (next !== NONE) this.#previous[next] = previous;
    if (previous === NONE) this.firsts[link] = next;
    else this.nexts[previous] = next;
    this.counts[link] = this.counts[link]! - 1;
  }

  #grow(): void {
    this.hopCounts = doubled(this.hopCounts);
    this.links = doubled(this.links);
    this.nexts = doubled(this.nexts);
    this.#previous = doubled(this.#previous);
  }
}
