import { LaneState, type Lanes, type Timeline } from '../charts/timeline/lanes.ts';
import { resolved } from './looks.ts';

/** The visible part of a timeline: nanoseconds, and lanes, which may be fractions of lanes. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** The colours of the states, by their codes. */
const names = ['computing', 'communicating', 'waiting', 'down', 'idle', 'computing', 'communicating'];

/** Lane height in pixels from which lanes, and successive clocks, are separated by a line. */
const APART = 6;

/** Number of equal parts into which a run is cut that is too long to be drawn stretch by stretch. */
const LEVELS = [1024, 2048, 4096];

/** Number of stretches from which cutting pays. */
const MANY = 200_000;

/** Draws lanes pixel by pixel; a pixel covered by several stretches or lanes gets the mean of their colours. */
export class TimelineDrawing {
  readonly #timeline: Timeline;
  readonly #lanes: Lanes;
  readonly #palette: Float32Array;
  /** For each level, the colour of each lane in each part. [lanes · parts · 3] */
  readonly #levels: ReadonlyMap<number, Uint8Array>;
  /** Sums of colours for a row of pixels. [columns · 3] */
  #sums = new Float32Array(0);

  constructor(timeline: Timeline, lanes: Lanes) {
    this.#timeline = timeline;
    this.#lanes = lanes;
    this.#palette = Float32Array.from(names.flatMap((name) => rgbOf(resolved(`var(--${name})`))));
    this.#levels = lanes.states.length > MANY ? this.#mixed() : new Map();
  }

  /** Draws the visible part `window` onto a whole image. */
  draw(image: ImageData, window: Window): void {
    const { width, height } = image;
    const pixels = new Uint32Array(image.data.buffer);
    const lanesPerPixel = (window.bottom - window.top) / height;
    const count = this.#lanes.first.length - 1;
    const isApart = lanesPerPixel * APART <= 1;
    const level = isApart ? undefined : this.#levelFor(width, window);
    this.#sums = new Float32Array(width * 3);
    let drawn = -1;
    for (let row = 0; row < height; row++) {
      const first = Math.floor(window.top + row * lanesPerPixel);
      const next = Math.floor(window.top + (row + 1) * lanesPerPixel);
      if (first >= count) break;
      if (isApart && next > first) continue; // the separating line
      if (first === drawn) {
        pixels.copyWithin(row * width, (row - 1) * width, row * width);
        continue;
      }
      const last = Math.min(count, Math.max(first + 1, next));
      this.#sums.fill(0);
      for (let lane = first; lane < last; lane++) {
        if (level === undefined) this.#addStretches(lane, width, window, isApart);
        else this.#addParts(lane, width, window, level);
      }
      this.#paint(pixels, row * width, width, last - first);
      drawn = first;
    }
  }

  /** Returns the state of a lane at an instant; undefined beyond its ends. */
  at(
    lane: number,
    time: number,
  ): { readonly state: number; readonly from: number; readonly to: number } | undefined {
    const { first, ends, states } = this.#lanes;
    if (lane < 0 || lane >= first.length - 1 || time < 0 || time >= this.#timeline.time) return undefined;
    const k = this.#stretchAt(lane, time);
    return { state: states[k]!, from: k === first[lane] ? 0 : ends[k - 1]!, to: ends[k]! };
  }

  /** Computes the levels: the finest from the stretches, each coarser one from the level before. */
  #mixed(): ReadonlyMap<number, Uint8Array> {
    const { time } = this.#timeline;
    const count = this.#lanes.first.length - 1;
    const finest = LEVELS.at(-1)!;
    let colours = new Uint8Array(count * finest * 3);
    const whole = { from: 0, to: time, top: 0, bottom: count };
    for (let lane = 0; lane < count; lane++) {
      this.#sums = new Float32Array(finest * 3);
      this.#addStretches(lane, finest, whole, false);
      for (let k = 0; k < this.#sums.length; k++) colours[lane * finest * 3 + k] = this.#sums[k]!;
    }
    const levels = new Map([[finest, colours]]);
    for (const parts of LEVELS.slice(0, -1).reverse()) {
      const coarser = new Uint8Array(count * parts * 3);
      for (let part = 0; part < count * parts; part++)
        for (let k = 0; k < 3; k++)
          coarser[part * 3 + k] = (colours[part * 6 + k]! + colours[part * 6 + 3 + k]!) / 2;
      levels.set(parts, coarser);
      colours = coarser;
    }
    return levels;
  }

  /** Returns the coarsest level whose parts are not longer than a pixel. */
  #levelFor(width: number, { from, to }: Window): number | undefined {
    const pixels = (width * this.#timeline.time) / (to - from);
    return LEVELS.find((parts) => this.#levels.has(parts) && parts >= 0.9 * pixels);
  }

  /** Returns the stretch of `lane` that contains `time`. */
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

  #addParts(lane: number, width: number, { from, to }: Window, level: number): void {
    const colours = this.#levels.get(level)!;
    const sums = this.#sums;
    const scale = level / this.#timeline.time;
    const step = ((to - from) / width) * scale;
    const start = (lane * level + from * scale + step / 2) * 3;
    for (let column = 0, at = 0; column < width; column++, at += 3) {
      const part = Math.floor(start / 3 + column * step) * 3;
      sums[at] = sums[at]! + colours[part]!;
      sums[at + 1] = sums[at + 1]! + colours[part + 1]!;
      sums[at + 2] = sums[at + 2]! + colours[part + 2]!;
    }
  }

  #addStretches(lane: number, width: number, { from, to }: Window, isApart: boolean): void {
    const { first, ends, states } = this.#lanes;
    const scale = width / (to - from);
    const stop = first[lane + 1]!;
    let x = Math.max(0, -from * scale);
    for (let k = this.#stretchAt(lane, Math.max(0, from)); k < stop && x < width; k++) {
      const state = states[k]!;
      const end = Math.min(width, (ends[k]! - from) * scale);
      let column = Math.floor(x);
      const last = Math.floor(end);
      if (last === column) this.#add(column, state, end - x);
      else {
        this.#add(column, state, column + 1 - x);
        for (column++; column < last; column++) this.#add(column, state, 1);
        if (last < width) this.#add(last, state, end - last);
        // A pale line separates successive clocks.
        if (isApart && end - x > 4 && state === LaneState.computing && states[k + 1] === state)
          this.#fade(last - 1);
      }
      x = end;
    }
  }

  #add(column: number, state: number, share: number): void {
    const sums = this.#sums;
    const palette = this.#palette;
    const at = column * 3;
    const colour = state * 3;
    sums[at] = sums[at]! + share * palette[colour]!;
    sums[at + 1] = sums[at + 1]! + share * palette[colour + 1]!;
    sums[at + 2] = sums[at + 2]! + share * palette[colour + 2]!;
  }

  #fade(column: number): void {
    for (let k = column * 3; k < column * 3 + 3; k++) this.#sums[k] = 127 + this.#sums[k]! / 2;
  }

  /** Packs a colour, little-endian as on every browser's machine: alpha, blue, green, red from the highest byte. */
  #paint(pixels: Uint32Array, start: number, width: number, lanes: number): void {
    const sums = this.#sums;
    for (let column = 0, at = 0; column < width; column++, at += 3) {
      const red = (sums[at]! / lanes) | 0;
      const green = (sums[at + 1]! / lanes) | 0;
      const blue = (sums[at + 2]! / lanes) | 0;
      pixels[start + column] = 0xff000000 | (blue << 16) | (green << 8) | red;
    }
  }
}

function rgbOf(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
