import { doubled } from '../base/typed-array.ts';
import { ConnectedFlows } from './connected-flows.ts';
import { FlowTable } from './flow-table.ts';

const UNLIMITED = Number.POSITIVE_INFINITY;

/**
 * Max-min fair rates of flows over links (Bertsekas and Gallager, Data Networks, 1992, section 6.5.2): no flow can be given more
 * without taking from one that has no more than it. They are found by progressive filling: all rates rise together; those that
 * reach a limit of their own, or cross a link that is full, stop there; the others go on.
 *
 * When flows start and end, only those are looked at again that are connected with them. What comes out is, to the last bit, what
 * looking at all of them would give: no number of one component enters those of another.
 */
export class FairRates {
  /** Bytes per second of each flow, as of the last update; by number of the flow. */
  rates: Float64Array;
  /** The flows whose rate the last update has set or changed. */
  changed: Int32Array;
  #changedCount = 0;
  readonly #capacities: Float64Array;
  readonly #table: FlowTable;
  readonly #connected: ConnectedFlows;
  /** Own limit of each flow. */
  #limits: Float64Array;
  /** In which update each flow has stopped rising. */
  #stopped: Float64Array;
  #updates = 0;
  /** During an update: what is left of each link, and how many flows on it still rise. [links] */
  readonly #left: Float64Array;
  readonly #rising: Int32Array;
  /** Likewise: the flows that have a limit, the lowest first. */
  #limited: Int32Array;

  /** `capacities`: bytes per second of each link; > 0, and finite where flows cross it. `maxHops`: the most links that a flow crosses. */
  constructor(capacities: Float64Array, maxHops: number) {
    this.#capacities = capacities;
    this.#table = new FlowTable(capacities.length, maxHops);
    this.#connected = new ConnectedFlows(this.#table);
    this.#left = new Float64Array(capacities.length);
    this.#rising = new Int32Array(capacities.length);
    const { capacity } = this.#table;
    this.rates = new Float64Array(capacity);
    this.changed = new Int32Array(capacity);
    this.#limits = new Float64Array(capacity);
    this.#stopped = new Float64Array(capacity);
    this.#limited = new Int32Array(capacity);
  }

  /** A flow begins, over the first `hopCount` ≥ 1 links of `route`; it wants no more than `limit`. */
  start(flow: number, route: Int32Array, hopCount: number, limit = UNLIMITED): void {
    this.#table.add(flow, route, hopCount);
    while (this.rates.length < this.#table.capacity) this.#grow();
    this.#limits[flow] = limit;
    // Not a rate, so that the first one is a change.
    this.rates[flow] = Number.NaN;
    this.#connected.touch(flow);
  }

  /** A flow ends. */
  end(flow: number): void {
    this.#connected.touch(flow);
    this.#table.remove(flow);
  }

  /** Brings the rates up to date. Returns how many of `changed` are. */
  update(): number {
    this.#updates += 1;
    this.#changedCount = 0;
    this.#connected.gather();
    const { links, linkCount } = this.#connected;
    for (let k = 0; k < linkCount; k++) {
      this.#left[links[k]!] = this.#capacities[links[k]!]!;
      this.#rising[links[k]!] = this.#table.counts[links[k]!]!;
    }
    this.#fill(this.#limitedFlows());
    return this.#changedCount;
  }

  /** Finds the flows that have a limit; the number of them. */
  #limitedFlows(): number {
    const { flows, flowCount } = this.#connected;
    const limits = this.#limits;
    let count = 0;
    for (let k = 0; k < flowCount; k++)
      if (limits[flows[k]!]! < UNLIMITED) this.#limited[count++] = flows[k]!;
    if (count > 1) this.#limited.subarray(0, count).sort((a, b) => limits[a]! - limits[b]!);
    return count;
  }

  #fill(limitedCount: number): void {
    let next = 0;
    for (let link = this.#fullFirst(); link >= 0; link = this.#fullFirst()) {
      const share = this.#left[link]! / this.#rising[link]!;
      const lowest = next < limitedCount ? this.#limits[this.#limited[next]!]! : UNLIMITED;
      if (lowest > share) {
        this.#stopAll(link, share);
        continue;
      }
      // What those leave who want no more goes to the others. Equal ones stop together, so that their order does not matter.
      while (next < limitedCount && this.#limits[this.#limited[next]!]! === lowest) {
        this.#stop(this.#limited[next++]!, lowest);
      }
    }
  }

  /** The link that is full first when all rates rise together, the first of several; −1 when nothing rises. Forgets links on which nothing does. */
  #fullFirst(): number {
    const { links, linkCount } = this.#connected;
    let least = UNLIMITED;
    let first = -1;
    let kept = 0;
    for (let k = 0; k < linkCount; k++) {
      const link = links[k]!;
      if (this.#rising[link] === 0) continue;
      links[kept++] = link;
      const share = this.#left[link]! / this.#rising[link]!;
      if (share > least || (share === least && link > first)) continue;
      least = share;
      first = link;
    }
    this.#connected.linkCount = kept;
    return first;
  }

  #stopAll(link: number, share: number): void {
    const { firsts, nexts, maxHops } = this.#table;
    for (let place = firsts[link]!; place >= 0; place = nexts[place]!) {
      this.#stop(Math.floor(place / maxHops), share);
    }
  }

  /** `flow` rises no further than `rate`, unless it has stopped before. */
  #stop(flow: number, rate: number): void {
    if (this.#stopped[flow] === this.#updates) return;
    this.#stopped[flow] = this.#updates;
    if (this.rates[flow] !== rate) {
      this.rates[flow] = rate;
      this.changed[this.#changedCount++] = flow;
    }
    const { links, hopCounts, maxHops } = this.#table;
    const first = flow * maxHops;
    for (let place = first; place < first + hopCounts[flow]!; place++) {
      const link = links[place]!;
      this.#left[link] = this.#left[link]! - rate;
      this.#rising[link] = this.#rising[link]! - 1;
    }
  }

  #grow(): void {
    this.rates = doubled(this.rates);
    this.changed = doubled(this.changed);
    this.#limits = doubled(this.#limits);
    this.#stopped = doubled(this.#stopped);
    this.#limited = doubled(this.#limited);
  }
}
