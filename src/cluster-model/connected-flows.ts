import { doubled } from '../base/typed-array.ts';
import type { FlowTable } from './flow-table.ts';

/**
 * The links and flows that a change can concern: those connected, by flows that share links, with the links that flows have come to or
 * left.
 */
export class ConnectedFlows {
  /** What was gathered last, in no particular order: the first `linkCount` and `flowCount` of these. */
  readonly links: Int32Array;
  linkCount = 0;
  flows: Int32Array;
  flowCount = 0;
  readonly #table: FlowTable;
  /** Links that flows have come to or left since then. [links] */
  readonly #touched: Int32Array;
  #touchedCount = 0;
  readonly #isTouched: Uint8Array;
  /** In which gathering a link, or a flow, was last seen. */
  readonly #linkSeen: Float64Array;
  #flowSeen: Float64Array;
  #gatherings = 0;

  constructor(table: FlowTable) {
    const linkCount = table.counts.length;
    this.#table = table;
    this.links = new Int32Array(linkCount);
    this.flows = new Int32Array(table.capacity);
    this.#touched = new Int32Array(linkCount);
    this.#isTouched = new Uint8Array(linkCount);
    this.#linkSeen = new Float64Array(linkCount);
    this.#flowSeen = new Float64Array(table.capacity);
  }

  /** `flow` has come to its links, or is about to leave them. */
  touch(flow: number): void {
    const { links, hopCounts, maxHops } = this.#table;
    const first = flow * maxHops;
    for (let place = first; place < first + hopCounts[flow]!; place++) {
      const link = links[place]!;
      if (this.#isTouched[link] === 1) continue;
      this.#isTouched[link] = 1;
      this.#touched[this.#touchedCount++] = link;
    }
  }

  /** Finds everything that is connected with what has been touched since the last time. */
  gather(): void {
    const { firsts, nexts, maxHops, capacity } = this.#table;
    while (this.flows.length < capacity) this.#grow();
    this.#gatherings += 1;
    this.linkCount = 0;
    this.flowCount = 0;
    for (let k = 0; k < this.#touchedCount; k++) {
      this.#isTouched[this.#touched[k]!] = 0;
      this.#seeLink(this.#touched[k]!);
    }
    this.#touchedCount = 0;
    // The list grows while it is walked.
    for (let k = 0; k < this.linkCount; k++) {
      for (let place = firsts[this.links[k]!]!; place >= 0; place = nexts[place]!) {
        this.#seeFlow(Math.floor(place / maxHops));
      }
    }
  }

  #seeLink(link: number): void {
    if (this.#linkSeen[link] === this.#gatherings) return;
    this.#linkSeen[link] = this.#gatherings;
    this.links[this.linkCount++] = link;
  }

  #seeFlow(flow: number): void {
    if (this.#flowSeen[flow] === this.#gatherings) return;
    this.#flowSeen[flow] = this.#gatherings;
    this.flows[this.flowCount++] = flow;
    const { links, hopCounts, maxHops } = this.#table;
    const first = flow * maxHops;
    for (let place = first; place < first + hopCounts[flow]!; place++) this.#seeLink(links[place]!);
  }

  #grow(): void {
    this.flows = doubled(this.flows);
    this.#flowSeen = doubled(this.#flowSeen);
  }
}
