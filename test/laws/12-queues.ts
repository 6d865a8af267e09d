import fc from 'fast-check';
import type { TrainingEvent } from '../../src/simulation/index.ts';
import { MILLISECOND, multiples, timingTrials } from '../../src/testing/arbitraries/index.ts';
import { demand } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { lawOf } from './law.ts';

const service = fc.record({
  perPush: multiples(MILLISECOND / 4, 0, 8),
  perPull: multiples(MILLISECOND / 4, 0, 8),
});

/** Section 2 of the design: with constant service times, when each service ends follows from when messages came. */
export const firstComeFirstServed = lawOf(
  'a shard serves in order of arrival and one at a time; released pulls join the end in parking order, and pay',
  fc.tuple(timingTrials(), service),
  ({ simulate, prepare }, [trial, { perPush, perPull }]) => {
    const served = withService(trial, perPush, perPull);
    const shards = Array.from(
      { length: prepare(served).shardCount },
      () => new Queue(perPush * 1e9, perPull * 1e9),
    );
    for (const { event, time } of simulate(served).trace) {
      if ('shard' in event && 'worker' in event) shards[event.shard]!.see(event, time);
    }
  },
);

function withService({ scenario, data }: Trial, perPush: number, perPull: number): Trial {
  const servers = { count: scenario.cluster.servers.count, perPush, perPull, perValue: 0 };
  return { data, scenario: { ...scenario, cluster: { ...scenario.cluster, servers } } };
}

/** What a first-in first-out queue with one server does, by Lindley's recursion: end = max(joined, end before) + service. */
class Queue {
  readonly #perPush: number;
  readonly #perPull: number;
  #waiting: { readonly what: string; readonly joined: number }[] = [];
  #parked: string[] = [];
  #free = 0;

  constructor(perPush: number, perPull: number) {
    this.#perPush = Math.round(perPush);
    this.#perPull = Math.round(perPull);
  }

  see(
    event: Extract<TrainingEvent, { readonly shard: number; readonly worker: number }>,
    time: number,
  ): void {
    const { kind, worker } = event;
    const push = `the push of clock ${event.clock} of worker ${worker}`;
    const pull = `the pull of worker ${worker}`;
    if (kind === 'push-arrived') this.#join(push, time);
    if (kind === 'pull-arrived') this.#join(pull, time);
    if (kind === 'push-handled') this.#end(push, time, this.#perPush);
    if (kind === 'pull-answered') this.#end(pull, time, this.#perPull);
    if (kind === 'pull-parked') {
      this.#leave(pull, time, 0);
      this.#parked.push(pull);
    }
    if (kind === 'pull-released') {
      this.#release(pull);
      this.#join(pull, time);
    }
  }

  #join(what: string, joined: number): void {
    this.#waiting.push({ what, joined });
  }

  #end(what: string, time: number, duration: number): void {
    this.#leave(what, time, duration);
    this.#free = time;
    this.#lastReleased = -1;
  }

  #leave(what: string, time: number, duration: number): void {
    const head = this.#waiting.shift();
    demand(
      head?.what === what,
      () => `${what} leaves the queue at ${time} ns, before ${head?.what ?? 'it came'}`,
    );
    const due = Math.max(head.joined, this.#free) + duration;
    demand(time === due, () => `${what} leaves at ${time} ns, not at ${due} ns`);
  }

  /** Place in the parking order of the pull released last, since the last service ended. */
  #lastReleased = -1;

  #release(pull: string): void {
    const place = this.#parked.indexOf(pull);
    demand(place >= 0, () => `${pull} is released without having been parked`);
    demand(place >= this.#lastReleased, () => `${pull} is released after one that was parked later`);
    this.#lastReleased = place;
    this.#parked = this.#parked.filter((_, k) => k !== place);
  }
}
