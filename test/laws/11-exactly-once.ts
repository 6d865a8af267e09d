import fc from 'fast-check';
import type { TrainingEvent } from '../../src/simulation/index.ts';
import { timingTrials, trials } from '../../src/testing/arbitraries/index.ts';
import { demand, demandSame } from '../../src/testing/compare.ts';
import { lawOf } from './law.ts';

/** Of every simulation: time goes on, and events of one kind happen to a message once. */
export const exactlyOnce = lawOf(
  'time never runs backwards, and every push enters every shard exactly once, in the order of its worker',
  fc.oneof(trials({ stops: 'clocks' }), timingTrials({ stops: 'clocks' })),
  ({ simulate, prepare }, trial) => {
    const { workerCount, shardCount } = prepare(trial);
    const { result, trace } = simulate(trial);
    let now = 0;
    for (const { time } of trace) {
      demand(time >= now, () => `${time} ns comes after ${now} ns`);
      now = time;
    }
    // One that diverges ends with pushes under way.
    fc.pre(result.status === 'stopped');
    const clocks = Array.from({ length: trial.scenario.stop.maxClocks! }, (_, clock) => clock);
    for (const kind of ['push-sent', 'push-arrived', 'push-handled'] as const) {
      for (let worker = 0; worker < workerCount; worker++) {
        for (let shard = 0; shard < shardCount; shard++) {
          const seen = trace.flatMap(({ event }) =>
            event.kind === kind && event.worker === worker && event.shard === shard ? [event.clock] : [],
          );
          demandSame(seen, clocks, `clocks of ${kind}, worker ${worker}, shard ${shard}: `);
        }
      }
    }
    demandSame(result.updates, workerCount * clocks.length, 'the number of updates');
  },
);

/** Of updates: one is counted when its last shard has handled it, and its staleness is what the definition says. */
export const updatesAreCounted = lawOf(
  'an update is counted with its last shard; its staleness is the number of updates of others since the pull',
  fc.oneof(trials(), timingTrials()),
  ({ simulate, prepare }, trial) => {
    const { workerCount, shardCount } = prepare(trial);
    const whole = new Staleness(workerCount);
    const shards = Array.from({ length: shardCount }, () => new Staleness(workerCount));
    const handled = new Map<string, number>();
    let expected: string | undefined;
    let updates = 0;
    for (const { event } of simulate(trial).trace) {
      if (event.kind === 'round-closed') continue;
      if (expected !== undefined) demandSame(event.kind, 'updated', `what follows ${expected}: `);
      expected = undefined;
      whole.see(event);
      shards.forEach((counts, shard) => {
        if (!('shard' in event) || event.shard === shard) counts.see(event);
      });
      if (event.kind === 'push-handled') {
        const push = `push ${event.clock} of worker ${event.worker}`;
        demandSame(
          event.staleness,
          shards[event.shard]!.count(event),
          `staleness of ${push} at shard ${event.shard}: `,
        );
        handled.set(push, (handled.get(push) ?? 0) + 1);
        if (handled.get(push) === shardCount) expected = push;
      }
      if (event.kind === 'updated') {
        const push = `push ${event.clock} of worker ${event.worker}`;
        demandSame(handled.get(push), shardCount, `shards that have handled ${push}: `);
        demandSame(event.staleness, whole.count(event), `staleness of ${push}: `);
        demandSame(event.update, ++updates, 'the number of an update');
      }
    }
  },
);

/** Counts pushes of others since a worker's pull: of one shard, or of whole updates. */
class Staleness {
  readonly #counts: number[];
  /** Pushes of others at the answer from which the replica came, and at the first answer of a pull under way. */
  readonly #atPull: number[];
  readonly #atAnswer: (number | undefined)[];
  /** The same, for each clock of each worker. */
  readonly #ofClocks = new Map<string, number>();

  constructor(workers: number) {
    this.#counts = new Array<number>(workers).fill(0);
    this.#atPull = new Array<number>(workers).fill(0);
    this.#atAnswer = new Array<number | undefined>(workers).fill(undefined);
  }

  see(event: TrainingEvent): void {
    if (event.kind === 'pull-answered') this.#atAnswer[event.worker] ??= this.#others(event.worker);
    if (event.kind === 'clock-started') {
      const { worker, clock } = event;
      this.#atPull[worker] = this.#atAnswer[worker] ?? this.#atPull[worker]!;
      this.#atAnswer[worker] = undefined;
      this.#ofClocks.set(`${worker} ${clock}`, this.#atPull[worker]!);
    }
  }

  /** Counts the push, and returns how many of others have come since its pull. */
  count({ worker, clock }: { readonly worker: number; readonly clock: number }): number {
    this.#counts[worker]! += 1;
    return this.#others(worker) - this.#ofClocks.get(`${worker} ${clock}`)!;
  }

  #others(worker: number): number {
    return this.#counts.reduce((sum, count, other) => (other === worker ? sum : sum + count), 0);
  }
}
