import fc from 'fast-check';
import type { AlgorithmSpec } from '../../src/scenarios/scenario.ts';
import type { TrainingEvent } from '../../src/simulation/index.ts';
import { algorithmOf, sspProtocols, timingTrials } from '../../src/testing/arbitraries/index.ts';
import { demandNeverAhead } from '../../src/testing/assertions/never-ahead.ts';
import { demand } from '../../src/testing/compare.ts';
import { lawOf } from './law.ts';

const sum = { name: 'sum', options: {} };
const algorithms = fc
  .oneof(fc.constant({ name: 'bsp', options: {} }), { weight: 3, arbitrary: sspProtocols })
  .map((protocol) => algorithmOf(protocol, sum));

/** Clocks enough for the fastest to reach the bound, and go on. */
const cases = timingTrials({ algorithms, maxClocks: 10 });

/** What the algorithm promises: the lead of its gate, and how far it goes on without a pull. */
interface Promise {
  /** A pull for clock c is answered once c ≤ cmin + bound. */
  readonly bound: number;
  /** A worker pulls before clock c when c − slack is above what it has heard of. */
  readonly slack: number;
  readonly everyClock: boolean;
}

/** Law 5. bsp is ssp(0). */
export const boundedLead = lawOf(
  'no worker starts a clock further ahead of the slowest than the bound allows',
  cases,
  ({ simulate }, trial) => {
    const { slack } = promiseOf(trial.scenario.algorithms[0]!);
    demandNeverAhead(simulate(trial), () => slack);
  },
);

/** Law 5. */
export const replicasAreFresh = lawOf(
  'every update of clocks below c − s is in the replica on which clock c starts, and all of one’s own',
  cases,
  ({ simulate, prepare }, trial) => {
    const { slack } = promiseOf(trial.scenario.algorithms[0]!);
    const { workerCount, shardCount } = prepare(trial);
    const replicas = new Replicas(workerCount, shardCount);
    for (const { event, time } of simulate(trial).trace) {
      if (event.kind === 'push-handled') replicas.handled(event.shard, event.worker, event.clock);
      if (event.kind === 'pull-answered') replicas.answered(event.shard, event.worker, event.clock);
      if (event.kind === 'clock-started') {
        const missing = replicas.missing(event.worker, event.clock - slack);
        demand(
          missing === undefined,
          () => `worker ${event.worker} starts clock ${event.clock} at ${time} ns without ${missing}`,
        );
      }
    }
  },
);

/** Section 2 of the design: what law 5 rests on where there are several shards. */
export const hearsOfTheSlowest = lawOf(
  'the slowest clock that a worker has heard of is the smallest in the answers to its pull',
  cases,
  ({ simulate }, trial) => {
    const answers = new Map<number, number[]>();
    for (const { event } of simulate(trial).trace) {
      if (event.kind === 'pull-answered') {
        answers.set(event.worker, [...(answers.get(event.worker) ?? []), event.minClock]);
      }
      if (event.kind !== 'pulled') continue;
      const least = Math.min(...answers.get(event.worker)!);
      demand(
        event.minClock === least,
        () => `worker ${event.worker} has heard of ${event.minClock}, not ${least}`,
      );
      answers.delete(event.worker);
    }
  },
);

/** Law 5, the other way round: nobody waits, and nobody pulls, who need not. */
export const noNeedlessWaiting = lawOf(
  'a worker pulls only when the bound asks for it, and is parked just as long as it leads by more',
  cases,
  ({ simulate, prepare }, trial) => {
    const { bound, slack, everyClock } = promiseOf(trial.scenario.algorithms[0]!);
    const { workerCount, shardCount } = prepare(trial);
    const heardOf = new Array<number>(workerCount).fill(0);
    const gates = Array.from({ length: shardCount }, () => new Gate(workerCount, bound));
    let now = 0;
    for (const { event, time } of simulate(trial).trace) {
      if (time > now) for (const gate of gates) gate.demandNoneForgotten(now);
      now = time;
      if ('shard' in event) gates[event.shard]!.see(event);
      if (event.kind === 'pulled') heardOf[event.worker] = event.minClock;
      if (event.kind !== 'pull-sent' || everyClock) continue;
      const heard = heardOf[event.worker]!;
      const who = `worker ${event.worker} pulls for clock ${event.clock}`;
      demand(heard < event.clock - slack, () => `${who} though it has heard of ${heard}`);
    }
  },
);

/** The parked pulls of one shard, and how far its workers are. */
class Gate {
  readonly #clocks: number[];
  readonly #bound: number;
  /** By worker: the clock asked for. */
  readonly #parked = new Map<number, number>();

  constructor(workers: number, bound: number) {
    this.#clocks = new Array<number>(workers).fill(0);
    this.#bound = bound;
  }

  see(event: TrainingEvent): void {
    if (event.kind === 'push-handled') this.#clocks[event.worker]! += 1;
    if (event.kind === 'pull-released') this.#parked.delete(event.worker);
    if (event.kind !== 'pull-parked') return;
    const { worker, clock } = event;
    demand(
      !this.#admits(clock),
      () => `worker ${worker} is parked for clock ${clock}, slowest ${this.#slowest}`,
    );
    this.#parked.set(worker, clock);
  }

  demandNoneForgotten(now: number): void {
    for (const [worker, clock] of this.#parked) {
      const where = `worker ${worker} stays parked for clock ${clock} after ${now} ns`;
      demand(!this.#admits(clock), () => `${where}, slowest ${this.#slowest}`);
    }
  }

  #admits(clock: number): boolean {
    return clock <= this.#slowest + this.#bound;
  }

  get #slowest(): number {
    return Math.min(...this.#clocks);
  }
}

function promiseOf({ protocol, staleness, pullRule, pull }: AlgorithmSpec): Promise {
  if (protocol === 'bsp') return { bound: 0, slack: 0, everyClock: false };
  const bound = staleness === 'unbounded' ? Number.POSITIVE_INFINITY : (staleness as number);
  return { bound, slack: pullRule === 'paper' ? bound + 1 : bound, everyClock: pull === 'every-clock' };
}

/** Which clocks' updates are in which replica, shard by shard. */
class Replicas {
  /** Clocks of each worker that each shard has handled. */
  readonly #handled: Set<number>[][];
  /** What each worker got from each shard when it last pulled, and for which clock; undefined before. */
  readonly #replicas: ({ readonly clock: number; readonly contents: Set<number>[] } | undefined)[][];

  constructor(workers: number, shards: number) {
    const perShard = <T>(make: () => T) =>
      Array.from({ length: shards }, () => Array.from({ length: workers }, make));
    this.#handled = perShard(() => new Set<number>());
    this.#replicas = perShard(() => undefined);
  }

  handled(shard: number, worker: number, clock: number): void {
    this.#handled[shard]![worker]!.add(clock);
  }

  answered(shard: number, worker: number, clock: number): void {
    const contents = this.#handled[shard]!.map((clocks) => new Set(clocks));
    this.#replicas[shard]![worker] = { clock, contents };
  }

  /** An update of clocks below `limit`, or an own one from before the pull, that the replica of `reader` has not; undefined: none. */
  missing(reader: number, limit: number): string | undefined {
    for (const [shard, replicas] of this.#replicas.entries()) {
      const replica = replicas[reader];
      for (const worker of replicas.keys()) {
        const needed = worker === reader ? (replica?.clock ?? 0) : limit;
        for (let clock = 0; clock < needed; clock++) {
          if (replica?.contents[worker]?.has(clock)) continue;
          return `the update of worker ${worker} of clock ${clock} at shard ${shard}`;
        }
      }
    }
    return undefined;
  }
}
