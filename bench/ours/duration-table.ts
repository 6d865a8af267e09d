import type { Observer } from '../../src/simulation/training-event.ts';

/** Notes how long every clock takes. [workers, clocks] */
export class DurationTable implements Observer {
  readonly nanoseconds: Float64Array;
  readonly #clocks: number;

  constructor(workers: number, clocks: number) {
    this.nanoseconds = new Float64Array(workers * clocks);
    this.#clocks = clocks;
  }

  observe(event: Parameters<Observer['observe']>[0], time: number): void {
    if (event.kind !== 'clock-started' && event.kind !== 'clock-finished') return;
    const cell = event.worker * this.#clocks + event.clock;
    const started = this.nanoseconds[cell]!;
    this.nanoseconds[cell] = event.kind === 'clock-started' ? time : time - started;
  }
}
