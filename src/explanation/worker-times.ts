import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import {
  type Observer,
  type Prepared,
  preparedFor,
  type RunOutcome,
  type TrainingEvent,
} from '../simulation/index.ts';
import { nothingSpent, type Spending } from './causes.ts';
import { ClockCosts } from './clock-costs.ts';

/** Where one worker's time went, in nanoseconds: the account of the run, with its computing split by cause. They add up to the run's time. */
export interface WorkerTime {
  readonly computing: number;
  readonly slowMachine: number;
  readonly straggler: number;
  /** Pulls, less what is `gate`. */
  readonly communicating: number;
  readonly gate: number;
  /** Down, and clocks that a crash has undone. */
  readonly faults: number;
  readonly idle: number;
}

/** Looks on while a run is made, and splits what its workers computed. */
export class WorkerTimes implements Observer {
  readonly #costs: ClockCosts;
  readonly #computed: { -readonly [Part in keyof Spending]: Spending[Part] }[];
  /** In clocks that a crash has undone. [workers] */
  readonly #lost: Float64Array;
  /** The clock that each worker is computing, and since when; −1: none. [workers] */
  readonly #clocks: Int32Array;
  readonly #since: Float64Array;

  /** `common`: what the algorithms of the scenario share. */
  constructor(common: Prepared, algorithm: AlgorithmSpec) {
    const prepared = preparedFor(common, algorithm);
    const { workerCount } = prepared;
    this.#costs = new ClockCosts(prepared, algorithm);
    this.#computed = Array.from({ length: workerCount }, nothingSpent);
    this.#lost = new Float64Array(workerCount);
    this.#clocks = new Int32Array(workerCount).fill(-1);
    this.#since = new Float64Array(workerCount);
  }

  observe(event: TrainingEvent, time: number): void {
    this.#costs.observe(event);
    if (event.kind === 'clock-started') {
      this.#clocks[event.worker] = event.clock;
      this.#since[event.worker] = time;
    } else if (event.kind === 'clock-finished') this.#add(event.worker, time);
    else if (event.kind === 'worker-crashed') {
      this.#lost[event.worker]! += event.lost;
      this.#clocks[event.worker] = -1;
    }
  }

  /** Where the time of every worker went in the run that has ended. A clock under way is split as if it had ended then. */
  result({ workers, time }: Pick<RunOutcome, 'workers' | 'time'>): readonly WorkerTime[] {
    return workers.map(({ communicate, wait, down, idle }, worker) => {
      if (this.#clocks[worker]! >= 0) this.#add(worker, time);
      const { computing, slowMachine, straggler } = this.#computed[worker]!;
      const faults = down + this.#lost[worker]!;
      return { computing, slowMachine, straggler, communicating: communicate, gate: wait, faults, idle };
    });
  }

  /** The clock of `worker` ends. */
  #add(worker: number, time: number): void {
    const shares = this.#costs.sharesOf(worker, this.#clocks[worker]!, time - this.#since[worker]!);
    for (const { cause, length } of shares) this.#computed[worker]![cause] += length;
    this.#clocks[worker] = -1;
  }
}

/** The mean of each part over all workers. */
export function meanTime(times: readonly WorkerTime[]): WorkerTime {
  const mean = (part: keyof WorkerTime) => times.reduce((sum, time) => sum + time[part], 0) / times.length;
  return {
    computing: mean('computing'),
    slowMachine: mean('slowMachine'),
    straggler: mean('straggler'),
    communicating: mean('communicating'),
    gate: mean('gate'),
    faults: mean('faults'),
    idle: mean('idle'),
  };
}
