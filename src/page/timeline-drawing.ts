import { LaneState, type Lanes, type Timeline } from '../charts/timeline/lanes.ts';
import { resolved } from './looks.ts';

/** The part of a timeline that is seen: nanoseconds, and lanes, which may be parts of lanes. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** The colours of the states, by their codes. */
const names = ['computing', 'communicating', 'waiting', 'down', 'idle', 'computing', 'communicating'];

/** Pixels of a lane from which lanes, and stretches that follow each other, are drawn apart. */
const APART = 6;

/** Draws lanes pixel by pixel: a pixel that several stretches or lanes fall into has the mixture of their colours. */
export class TimelineDrawing {
  readonly #timeline: Timeline;
  readonly #lanes: Lanes;
  readonly #palette: Float32Array;
  /** Time in each state under each column of a row of pixels. [columns · states] */
  #shares = new Float32Array(0);

  constructor(timeline: Timeline, lanes: Lanes) {
    this.#timeline = timeline;
    this.#lanes = lanes;
    this.#palette = Float32Array.from(names.flatMap((name) => rgbOf(resolved(`var(--${name})`))));
  }

  /** Draws what is seen of `window` over the whole of an image. */
  draw(image: ImageData, window: Window): void {
    const { width, height } = image;
    const lanesPerPixel = (window.bottom - window.top) / height;
    const count = this.#lanes.first.length - 1;
    const isApart = lanesPerPixel * APART <= 1;
    image.data.fill(0);
    let drawn = -1;
    for (let row = 0; row < height; row++) {
      const first = Math.floor(window.top + row * lanesPerPixel);
      const last = Math.max(first, Math.ceil(window.top + (row + 1) * lanesPerPixel) - 1);
      if (first >= count) break;
      const isGap = isApart && Math.floor(window.top + (row + 1) * lanesPerPixel) > first;
      if (isGap) continue;
      if (first === drawn && lanesPerPixel < 1) {
        image.data.copyWithin(row * width * 4, (row - 1) * width * 4, row * width * 4);
        continue;
      }
      this.#shares =
        this.#shares.length === width * names.length
          ? this.#shares.fill(0)
          : new Float32Array(width * names.length);
      for (let lane = first; lane <= Math.min(last, count - 1); lane++)
        this.#addLane(lane, width, window, isApart);
      this.#paint(image, row, width);
      drawn = first;
    }
  }

  /** What a lane does at an instant; undefined beyond the ends. */
  at(
    lane: number,
    time: number,
  ): { readonly state: number; readonly from: number; readonly to: number } | undefined {
    const { first, ends, states } = this.#lanes;
    if (lane < 0 || lane >= first.length - 1 || time < 0 || time >= this.#timeline.time) return undefined;
    const k = this.#stretchAt(lane, time);
    return { state: states[k]!, from: k === first[lane] ? 0 : ends[k - 1]!, to: ends[k]! };
  }

  /** The stretch of `lane` in which `time` falls. */
  #stretchAt(lane: number, time: number): number {
    const { first, ends } = this.#lanes;
    let low = first[lane]!;
    let high = first[lane + 1]! - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #addLane(lane: number, width: number, { from, to }: Window, isApart: boolean): void {
    const { first, ends, states } = this.#lanes;
    const shares = this.#shares;
    const scale = width / (to - from);
    const stop = first[lane + 1]!;
    let k = this.#stretchAt(lane, Math.max(0, from));
    let x = Math.max(0, -from * scale);
    for (; k < stop && x < width; k++) {
      const state = states[k]!;
      const end = Math.min(width, (ends[k]! - from) * scale);
      let column = Math.floor(x);
      if (end <= column + 1) shares[column * 7 + state] = shares[column * 7 + state]! + end - x;
      else {
        shares[column * 7 + state] = shares[column * 7 + state]! + column + 1 - x;
        const lastColumn = Math.floor(end);
        for (column++; column < lastColumn; column++)
          shares[column * 7 + state] = shares[column * 7 + state]! + 1;
        if (lastColumn < width)
          shares[lastColumn * 7 + state] = shares[lastColumn * 7 + state]! + end - lastColumn;
        // Clocks that follow each other are told apart by a line.
        if (
          isApart &&
          end - x > 4 &&
          lastColumn < width &&
          state === LaneState.computing &&
          states[k + 1] === state
        )
          shares.fill(0, (lastColumn - 1) * 7, lastColumn * 7);
      }
      x = end;
    }
  }

  #paint({ data }: ImageData, row: number, width: number): void {
    const shares = this.#shares;
    const palette = this.#palette;
    let at = row * width * 4;
    for (let column = 0; column < width; column++, at += 4) {
      let [sum, red, green, blue] = [0, 0, 0, 0];
      for (let state = 0; state < 7; state++) {
        const share = shares[column * 7 + state]!;
        if (share === 0) continue;
        sum += share;
        red += share * palette[state * 3]!;
        green += share * palette[state * 3 + 1]!;
        blue += share * palette[state * 3 + 2]!;
      }
      if (sum === 0) continue;
      data[at] = red / sum;
      data[at + 1] = green / sum;
      data[at + 2] = blue / sum;
      data[at + 3] = 255;
    }
  }
}

function rgbOf(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
