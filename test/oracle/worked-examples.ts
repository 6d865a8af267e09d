/** A push of a scalar, or a pull; and then w, V, and the versions that are kept. Workers count from 1, as in the paper. */
export interface ExampleStep {
  readonly worker: number;
  /** Undefined: a pull. */
  readonly update?: number;
  readonly w: number;
  readonly versions: readonly number[];
  readonly live: readonly number[];
}

/** The worked example of the rule `dynamic` in the design: w0 = 0, three workers. It ends at mean(6, 2, −2) + mean(3) + mean(5, 4) + mean(1). */
export const designExample: readonly ExampleStep[] = [
  { worker: 1, update: 6, w: 6, versions: [1, 0, 0], live: [0] },
  { worker: 1, update: 3, w: 9, versions: [2, 0, 0], live: [0, 1] },
  { worker: 2, update: 2, w: 7, versions: [2, 1, 0], live: [0, 1] },
  { worker: 2, w: 7, versions: [2, 2, 0], live: [0, 1] },
  { worker: 2, update: 5, w: 12, versions: [2, 3, 0], live: [0, 1, 2] },
  { worker: 3, update: -2, w: 10, versions: [2, 3, 1], live: [1, 2] },
  { worker: 1, w: 10, versions: [2, 3, 1], live: [1, 2] },
  { worker: 1, update: 4, w: 9.5, versions: [3, 3, 1], live: [1, 2] },
  { worker: 3, w: 9.5, versions: [3, 3, 3], live: [1, 2] },
  { worker: 3, update: 1, w: 10.5, versions: [3, 3, 4], live: [3] },
];

/** The example of Jiang et al., SIGMOD 2017 (appendix C, figure 14), four workers, with (a, …, g) = (8, 4, 2, 5, 6, 1, 3). */
export const paperExample: readonly ExampleStep[] = [
  { worker: 1, update: 8, w: 8, versions: [1, 0, 0, 0], live: [0] },
  { worker: 1, update: 4, w: 12, versions: [2, 0, 0, 0], live: [0, 1] },
  { worker: 2, update: 2, w: 9, versions: [2, 1, 0, 0], live: [0, 1] },
  { worker: 3, update: 5, w: 9, versions: [2, 1, 1, 0], live: [0, 1] },
  { worker: 1, update: 6, w: 15, versions: [3, 1, 1, 0], live: [0, 1, 2] },
  { worker: 2, w: 15, versions: [3, 3, 1, 0], live: [0, 1, 2] },
  { worker: 4, update: 1, w: 14, versions: [3, 3, 1, 1], live: [1, 2] },
  { worker: 2, update: 3, w: 17, versions: [3, 4, 1, 1], live: [1, 2, 3] },
];

/**
 * The steps of the design's example with `versions: by-version`: the second pull of W1 opens version 3 although the fastest clock is 2, so that its push
 * has a version of its own. It ends at mean(6, 2, −2) + mean(3) + mean(5) + mean(4) + mean(1).
 */
export const byVersionExample: readonly ExampleStep[] = [
  { worker: 1, update: 6, w: 6, versions: [1, 0, 0], live: [0] },
  { worker: 1, update: 3, w: 9, versions: [2, 0, 0], live: [0, 1] },
  { worker: 2, update: 2, w: 7, versions: [2, 1, 0], live: [0, 1] },
  { worker: 2, w: 7, versions: [2, 2, 0], live: [0, 1] },
  { worker: 2, update: 5, w: 12, versions: [2, 3, 0], live: [0, 1, 2] },
  { worker: 3, update: -2, w: 10, versions: [2, 3, 1], live: [1, 2] },
  { worker: 1, w: 10, versions: [3, 3, 1], live: [1, 2] },
  { worker: 1, update: 4, w: 14, versions: [4, 3, 1], live: [1, 2, 3] },
  { worker: 3, w: 14, versions: [4, 3, 4], live: [1, 2, 3] },
  { worker: 3, update: 1, w: 15, versions: [4, 3, 5], live: [3, 4] },
];
