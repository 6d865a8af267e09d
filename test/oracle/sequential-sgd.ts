/** A problem for plain SGD: everything dense, everything in plain lists. */
export interface SequentialProblem {
  /** `rows[i][j]`: feature j of example i. */
  readonly rows: readonly (readonly number[])[];
  /** As the model takes them. */
  readonly labels: readonly number[];
  /** K */
  readonly outputs: number;
  /** The gradient of the loss with respect to the K scores. */
  readonly scoreGradient: (scores: readonly number[], label: number) => readonly number[];
  readonly l2: number;
  readonly batchSize: number;
  readonly batchesPerClock: number;
  readonly learningRateAt: (clock: number) => number;
  readonly initial: readonly number[];
}

/**
 * Mini-batch SGD by the book, walking through the rows in order and starting over at the end:
 * w ← w − η·(mean gradient of the mini-batch + l2·w). Parameter k of feature j is w[j·K + k]. Returns w after every clock, w0 first.
 */
export function sequentialSgd(problem: SequentialProblem, clocks: number): number[][] {
  const { rows, labels, outputs, scoreGradient, l2, batchSize, batchesPerClock, learningRateAt } = problem;
  const w = [...problem.initial];
  const history = [[...w]];
  let next = 0;
  for (let clock = 0; clock < clocks; clock++) {
    for (let batch = 0; batch < batchesPerClock; batch++) {
      const gradient = w.map(() => 0);
      for (let example = 0; example < batchSize; example++, next = (next + 1) % rows.length) {
        const x = rows[next]!;
        const scores = Array.from({ length: outputs }, (_, k) =>
          x.reduce((sum, value, j) => sum + value * w[j * outputs + k]!, 0),
        );
        const slopes = scoreGradient(scores, labels[next]!);
        x.forEach((value, j) => {
          slopes.forEach((slope, k) => {
            gradient[j * outputs + k]! += (slope / batchSize) * value;
          });
        });
      }
      w.forEach((value, i) => {
        w[i] = value - learningRateAt(clock) * (gradient[i]! + l2 * value);
      });
    }
    history.push([...w]);
  }
  return history;
}
