import fc from 'fast-check';
import type { FaultSpec } from '../../src/scenarios/scenario.ts';
import type { TrainingEvent } from '../../src/simulation/index.ts';
import {
  algorithmOf,
  sspProtocols,
  timingTrials,
  trials,
  withFaults,
} from '../../src/testing/arbitraries/index.ts';
import { demand, demandSame, LawBroken } from '../../src/testing/compare.ts';
import type { Outcome, Trial } from '../../src/testing/trial.ts';
import { comparable } from '../oracle/comparable.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import { plainly } from '../oracle/plain-simulator.ts';
import { lawOf, type Subject } from './law.ts';

const plain = plainly(FaultySimulator);
const anyTrials = fc.oneof(trials(), timingTrials());

/** Everything that docs/model.md says of faults, at once; what they cost is counted anew from the trace. */
export const agreesWithPlainFaults = lawOf(
  'with faults, too, the simulator agrees with a slow and obvious one, event for event and bit for bit',
  withFaults(anyTrials),
  ({ simulate }, trial) => {
    const found = simulate(trial);
    const expected = plain(trial);
    demandSame(found.trace, expected.trace, 'the trace');
    demandSame(comparable(found.result), comparable(expected.result), 'the result');
  },
);

const untilDone = withFaults(
  fc.oneof(trials({ stops: 'clocks', maxClocks: 8 }), timingTrials({ stops: 'clocks', maxClocks: 8 })),
);

/** Whoever is lost is dropped in the end, and whoever waits goes on. */
export const everyRunEnds = lawOf(
  'whatever fails, every run ends: nobody waits for ever',
  untilDone,
  (subject, trial) => {
    endedOf(subject, trial);
  },
);

function endedOf({ simulate }: Subject, trial: Trial): Outcome {
  try {
    return simulate(trial);
  } catch (error) {
    throw new LawBroken(`the run does not end: ${(error as Error).message}`);
  }
}

/** Nothing that was sent gets lost between two books. */
export const everyMessageIsAccountedFor = lawOf(
  'every push and pull enters a shard once, or is dropped and counted; nothing is under way when all is over',
  untilDone,
  (subject, trial) => {
    const { result, trace } = endedOf(subject, trial);
    const ledger = new Ledger();
    for (const { event } of trace) ledger.see(event);
    demandSame(
      result.updates,
      ledger.wholeUpdates(trial.scenario.cluster.servers.count),
      'the number of updates',
    );
    const dropped = result.faults?.servers.map(({ pushesDropped }) => pushesDropped) ?? [];
    const { maxTime } = trial.scenario.stop;
    if (result.status !== 'stopped' || maxTime !== undefined) return;
    demandSame(ledger.underWay('push'), [], 'the pushes under way at the end');
    demandSame(
      dropped.reduce((sum, count) => sum + count, 0),
      ledger.dropped('push'),
      'the pushes dropped',
    );
  },
);

/** Where every message is, by what was seen of it. */
class Ledger {
  /** Sent and neither handled nor dropped, in the order of sending. */
  readonly #open = new Map<string, string[]>();
  readonly #handled = new Map<string, number>();
  readonly #dropped = new Map<string, number>();
  /** Of each worker: sent before it was dropped from the tables. */
  readonly #outdated = new Set<string>();

  see(event: TrainingEvent): void {
    if (event.kind === 'push-sent') this.#send('push', event);
    if (event.kind === 'pull-sent') this.#send('pull-request', event);
    if (event.kind === 'push-handled') {
      this.#close('push', event);
      const push = nameOf(event);
      this.#handled.set(push, (this.#handled.get(push) ?? 0) + 1);
      demand(
        !this.#outdated.has(`${push} to ${event.shard}`),
        () => `${push} enters though its worker was dropped`,
      );
    }
    if (event.kind === 'pull-answered') this.#close('pull-request', event);
    if (event.kind === 'message-dropped' && event.message !== 'answer') {
      this.#close(event.message, event);
      this.#dropped.set(event.message, this.dropped(event.message) + 1);
    }
    if (event.kind === 'worker-evicted') {
      for (const [key, messages] of this.#open) {
        if (key.startsWith('push ')) {
          for (const message of messages) {
            if (message.startsWith(`${event.worker} `)) this.#outdated.add(`${message} to ${key.slice(5)}`);
          }
        }
      }
    }
  }

  underWay(what: string): string[] {
    return [...this.#open].flatMap(([key, messages]) => (key.startsWith(`${what} `) ? messages : []));
  }

  dropped(what: string): number {
    return this.#dropped.get(what) ?? 0;
  }

  wholeUpdates(shards: number): number {
    for (const [push, count] of this.#handled) {
      demand(count <= shards, () => `the push ${push} has entered ${count} times at ${shards} shards`);
    }
    return [...this.#handled.values()].filter((count) => count === shards).length;
  }

  #send(what: string, event: Message): void {
    const key = `${what} ${event.shard}`;
    this.#open.set(key, [...(this.#open.get(key) ?? []), nameOf(event)]);
  }

  #close(what: string, event: Message): void {
    const key = `${what} ${event.shard}`;
    const open = this.#open.get(key) ?? [];
    const place = open.indexOf(nameOf(event));
    demand(place >= 0, () => `${what} ${nameOf(event)} ends at shard ${event.shard} without being under way`);
    this.#open.set(key, open.toSpliced(place, 1));
  }
}

interface Message {
  readonly worker: number;
  readonly clock: number;
  readonly shard: number;
}

function nameOf({ worker, clock }: Message): string {
  return `${worker} ${clock}`;
}

const sum = { name: 'sum', options: {} };
const bounded = fc
  .oneof(fc.constant({ name: 'bsp', options: {} }), { weight: 3, arbitrary: sspProtocols })
  .map((protocol) => algorithmOf(protocol, sum));

/** Law 5, among those on whom the shards count. */
export const boundedLeadOfMembers = lawOf(
  'no worker starts a clock further ahead of the slowest that has not been dropped than the bound allows',
  withFaults(timingTrials({ algorithms: bounded, maxClocks: 10 })),
  ({ simulate }, trial) => {
    const { protocol, staleness, pullRule } = trial.scenario.algorithms[0]!;
    const bound =
      protocol === 'bsp' ? 0 : staleness === 'unbounded' ? Number.POSITIVE_INFINITY : Number(staleness);
    const slack = pullRule === 'paper' ? bound + 1 : bound;
    const clocks = new Map<number, number>();
    for (const { event, time } of simulate(trial).trace) {
      if (event.kind === 'clock-started' && time === 0 && event.clock === 0) clocks.set(event.worker, 0);
      if (event.kind === 'clock-finished') clocks.set(event.worker, event.clock + 1);
      if (event.kind === 'worker-joined') clocks.set(event.worker, event.clock);
      if (event.kind === 'worker-evicted') clocks.delete(event.worker);
      if (event.kind !== 'clock-started') continue;
      const lead = event.clock - Math.min(...clocks.values());
      demand(lead <= slack, () => `worker ${event.worker} leads by ${lead} > ${slack} at ${time} ns`);
    }
  },
);

/** Faults that never come about, and when a run ends without them. */
const nothings: readonly ((after: number) => FaultSpec)[] = [
  () => ({ kind: 'crash', perClock: 0, downtime: 1 }),
  (after) => ({ kind: 'crash', at: [after], downtime: 1, detection: 0 }),
  (after) => ({ kind: 'loss', at: after, detection: 0 }),
  (after) => ({ kind: 'server-crash', at: [after], downtime: 1, checkpointTime: 0 }),
  () => ({ kind: 'message-loss', probability: 0, timeout: 1 }),
];

/** The machinery of faults costs nothing that could be felt. */
export const faultsOfNoEffect = lawOf(
  'a fault that has no effect changes nothing, to the last bit: probability 0, or after the end',
  fc.tuple(anyTrials, fc.subarray([...nothings.keys()], { minLength: 1 })),
  ({ simulate }, [trial, chosen]) => {
    const without = simulate(trial);
    const after = without.result.time / 1e9 + 1;
    const { scenario, data } = trial;
    const faults = chosen.map((k) => nothings[k]!(after));
    const faulty = { data, scenario: { ...scenario, cluster: { ...scenario.cluster, faults } } };
    const { result, trace } = simulate(faulty);
    const { faults: costs, ...rest } = result;
    demandSame(rest, without.result, 'the result');
    demandSame(trace, without.trace, 'the trace');
    const counts = [...costs!.workers, ...costs!.servers].flatMap(
      (counted) => Object.values(counted) as number[],
    );
    demand(
      counts.every((count) => count === 0) && costs!.updatesLost + costs!.updatesDropped === 0,
      () => `what never happened has cost ${JSON.stringify(costs)}`,
    );
  },
);
