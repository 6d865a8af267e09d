/** What is compared, against what, and how good it has to be. Floors and aims are ratios; see docs/benchmarks.md. */
export interface Target {
  readonly row: number;
  readonly what: string;
  readonly reference: string;
  /**
   * What the ratio says. `speed`: how many times as fast as the reference, more is better. `time`: how many times as long,
   * less is better. `memory`: how many times as much, less is better.
   */
  readonly measure: 'speed' | 'time' | 'memory';
  /** To be reached by the first version. */
  readonly floor: number;
  /** To be reached later. */
  readonly later: number;
  /** What we are out for. */
  readonly aim: number;
}

/** The rows that are measured, by their names in the printed table. */
export const targets = {
  mm1: {
    row: 1,
    what: 'M/M/1 in event style, jobs/s',
    reference: 'SimPy 3, callbacks',
    measure: 'speed',
    floor: 8,
    later: 15,
    aim: 25,
  },
  hold: {
    row: 2,
    what: 'hold model, 10^4 pending, events/s',
    reference: 'SimPy 3, processes',
    measure: 'speed',
    floor: 8,
    later: 15,
    aim: 25,
  },
  cluster: {
    row: 4,
    what: 'timing-only cluster under ssp, 10^4 machines, events/s',
    reference: 'the same model in SimPy 3',
    measure: 'speed',
    floor: 10,
    later: 20,
    aim: 30,
  },
  millionSpeed: {
    row: 5,
    what: 'timing-only cluster under asp, 10^6 machines, events/s',
    reference: 'the same model in SimPy 3',
    measure: 'speed',
    floor: 12,
    later: 12,
    aim: 20,
  },
  millionMemory: {
    row: 5,
    what: 'timing-only cluster under asp, 10^6 machines, peak memory',
    reference: 'the same model in SimPy 3',
    measure: 'memory',
    floor: 1 / 6,
    later: 1 / 6,
    aim: 0.1,
  },
  sparseEpoch: {
    row: 6,
    what: 'sparse logistic regression, one epoch of mini-batches',
    reference: 'scikit-learn SGDClassifier, one epoch',
    measure: 'speed',
    floor: 0.3,
    later: 0.9,
    aim: 1.3,
  },
  denseEpoch: {
    row: 7,
    what: 'dense softmax regression, one epoch of mini-batches',
    reference: 'numpy, one thread',
    measure: 'speed',
    floor: 0.05,
    later: 0.25,
    aim: 0.6,
  },
  runConsgd: {
    row: 8,
    what: 'whole run, 50 workers, ssp(3), consgd',
    reference: 'scikit-learn SGDClassifier, 30 epochs',
    measure: 'time',
    floor: 5,
    later: 2.2,
    aim: 1.2,
  },
  runDynsgd: {
    row: 8,
    what: 'whole run, 50 workers, ssp(3), dynsgd',
    reference: 'scikit-learn SGDClassifier, 30 epochs',
    measure: 'time',
    floor: 8,
    later: 3.2,
    aim: 1.6,
  },
  replicas: {
    row: 9,
    what: 'memory of the replicas in row 8',
    reference: '50 full copies of the parameters',
    measure: 'memory',
    floor: 0.2,
    later: 0.13,
    aim: 0.1,
  },
  study: {
    row: 10,
    what: 'study of 200 small runs on two threads, wall time',
    reference: 'the same with --jobs 1',
    measure: 'time',
    floor: 0.58,
    later: 0.58,
    aim: 0.52,
  },
  libsvm: {
    row: 12,
    what: 'reading LIBSVM text, MB/s',
    reference: 'scikit-learn load_svmlight_file',
    measure: 'speed',
    floor: 1,
    later: 1.5,
    aim: 3,
  },
} as const satisfies Record<string, Target>;

/** Rows of the list of targets that have no floor yet, and what they wait for. */
export const laterRows: ReadonlyMap<number, string> = new Map([
  [3, 'the event queue against a 4-ary heap in C'],
  [11, 'writing traces and curves against csv-stringify'],
]);

/** Whether `ratio` is as good as `bound` asks. */
export function reaches({ measure }: Target, ratio: number, bound: number): boolean {
  return measure === 'speed' ? ratio >= bound : ratio <= bound;
}
