import fc from 'fast-check';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type { ClusterSpec, NetworkSpec } from '../../src/scenarios/scenario.ts';
import {
  algorithmOf,
  MILLISECOND,
  multiples,
  timingTrials,
  topologies,
} from '../../src/testing/arbitraries/index.ts';
import { demand, demandSame } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { plainFairRates } from '../oracle/plain-fair-rates.ts';
import { lawOf } from './law.ts';

type Contention = NetworkSpec['contention'];

const bandwidth = multiples(1e5, 1, 8);
const cases = timingTrials({ stragglers: false, stops: 'clocks', maxClocks: 3 });
const networks = fc.record({
  latency: multiples(MILLISECOND, 0, 8),
  workers: bandwidth,
  servers: bandwidth,
});

/** A cluster whose workers have cards of one speed and whose servers have cards of another, and one latency. */
function withCards(
  { scenario, data }: Trial,
  contention: Contention,
  { latency, workers, servers }: { latency: number; workers: number; servers: number },
): Trial {
  const { topology: _, ...wire } = scenario.cluster.network;
  const cluster: ClusterSpec = {
    ...scenario.cluster,
    workers: scenario.cluster.workers.map(({ count, speed }) => ({ count, speed, bandwidth: workers })),
    servers: { ...scenario.cluster.servers, bandwidth: servers },
    network: { ...wire, latency, bandwidth: 'unlimited', contention },
  };
  return { data, scenario: { ...scenario, cluster } };
}

/** A message from a worker to a shard. Times in nanoseconds. */
interface Sent {
  readonly worker: number;
  readonly shard: number;
  readonly bytes: number;
  readonly sent: number;
  readonly arrived: number;
}

/** Every push and pull request of a trace that has arrived, in the order of sending. */
function messagesUp(trace: readonly TraceEntry[], headerBytes: number): Sent[] {
  const arrivals = new Map<string, number>();
  for (const { event, time } of trace) {
    if (event.kind !== 'push-arrived' && event.kind !== 'pull-arrived') continue;
    arrivals.set(`${event.kind.slice(0, 4)} ${event.worker} ${event.shard} ${event.clock}`, time);
  }
  return trace.flatMap(({ event, time: sent }) => {
    if (event.kind !== 'push-sent' && event.kind !== 'pull-sent') return [];
    const { kind, worker, shard, clock } = event;
    const arrived = arrivals.get(`${kind.slice(0, 4)} ${worker} ${shard} ${clock}`);
    const bytes = event.kind === 'push-sent' ? event.bytes : headerBytes;
    return arrived === undefined ? [] : [{ worker, shard, bytes, sent, arrived }];
  });
}

/**
 * What is sent and has arrived within a time went through the card within it. A message is rounded to a nanosecond where it leaves and where
 * it arrives.
 */
export const cardsHaveLimits = lawOf(
  'in no time does more go through a card than it can send or receive',
  fc.record({
    trial: cases,
    cards: networks,
    contention: fc.constantFrom('nic' as const, 'fair-share' as const),
  }),
  ({ simulate }, { trial, cards, contention }) => {
    const contended = withCards(trial, contention, { ...cards, latency: 0 });
    const messages = messagesUp(simulate(contended).trace, trial.scenario.cluster.network.headerBytes);
    const ends = new Set(messages.flatMap(({ worker, shard }) => [`worker ${worker}`, `shard ${shard}`]));
    for (const end of ends) {
      const capacity = end.startsWith('worker') ? cards.workers : cards.servers;
      const own = messages.filter(({ worker, shard }) =>
        [`worker ${worker}`, `shard ${shard}`].includes(end),
      );
      for (const from of new Set(own.map(({ sent }) => sent))) {
        const later = own.filter(({ sent }) => sent >= from).sort((a, b) => a.arrived - b.arrived);
        let bytes = 0;
        later.forEach(({ arrived, bytes: more }, k) => {
          bytes += more;
          const needed = (bytes / capacity) * 1e9 - 2 * (k + 1);
          const what = () => `${end}: ${bytes} B from ${from} to ${arrived} ns at ${capacity} B/s`;
          demand(arrived - from >= needed, what);
        });
      }
    }
  },
);

/** From the definition: a card sends when it is free, and receives in the order in which messages could begin to be received at full rate. */
export const cardsTakeTurns = lawOf(
  'a card sends one message at a time and receives one at a time, in order, and is never idle while one could be taken',
  fc.record({ trial: cases, cards: networks }),
  ({ simulate }, { trial, cards }) => {
    const { trace } = simulate(withCards(trial, 'nic', cards));
    const messages = messagesUp(trace, trial.scenario.cluster.network.headerBytes);
    const ns = (seconds: number) => Math.round(seconds * 1e9);
    const free = new Map<number, number>();
    const joining = messages.map((message) => {
      const { worker, bytes, sent } = message;
      const start = Math.max(sent, free.get(worker) ?? 0);
      free.set(worker, start + ns(bytes / cards.workers));
      const alone = ns(cards.latency + bytes / Math.min(cards.workers, cards.servers));
      const reception = ns(bytes / cards.servers);
      return { ...message, join: start + alone - reception, reception };
    });
    for (const shard of new Set(messages.map((message) => message.shard))) {
      let end = 0;
      // The sort is stable: ties in the order of sending.
      for (const it of joining.filter((one) => one.shard === shard).sort((a, b) => a.join - b.join)) {
        end = Math.max(it.join, end) + it.reception;
        const what = () =>
          `a message of worker ${it.worker} sent at ${it.sent} ns arrives at ${it.arrived}, not ${end} ns`;
        demand(it.arrived === end, what);
      }
    }
  },
);

/** A microsecond: an end that is rounded by half a nanosecond matters up to a hundred times as much to a flow of a hundredth of the rate. */
const NEAR = 1e3;

/** Against the equations of the fluid: what workers send meets nothing that comes back, so its times follow from when it was sent. */
export const sharesAreFair = lawOf(
  'messages arrive when max-min fair shares of the cards let them, each way a connection that takes one at a time',
  fc.record({ trial: cases, cards: networks }),
  ({ simulate }, { trial, cards }) => {
    const { trace } = simulate(withCards(trial, 'fair-share', cards));
    const messages = messagesUp(trace, trial.scenario.cluster.network.headerBytes);
    const ends = fluidEnds(messages, cards.workers, cards.servers);
    messages.forEach(({ worker, sent, arrived }, k) => {
      const due = ends[k]! + cards.latency * 1e9;
      demand(
        Math.abs(arrived - due) <= NEAR,
        () => `a message of worker ${worker} sent at ${sent} ns arrives at ${arrived}, not ${due} ns`,
      );
    });
  },
);

/** When the last byte of each message leaves, by steps from one change to the next. */
function fluidEnds(messages: readonly Sent[], workers: number, servers: number): number[] {
  const shards = Math.max(0, ...messages.map(({ shard }) => shard)) + 1;
  const count = Math.max(0, ...messages.map(({ worker }) => worker)) + 1;
  const capacities = Array.from({ length: shards + count }, (_, link) => (link < shards ? servers : workers));
  const left = messages.map(({ bytes }) => bytes);
  const ends = messages.map(() => Number.POSITIVE_INFINITY);
  const open = (k: number) => ends[k] === Number.POSITIVE_INFINITY;
  for (let now = 0; ends.some((_, k) => open(k)); ) {
    const flowing = messages.flatMap(({ worker, shard, sent }, k) => {
      const before = messages.some(
        (other, j) => j < k && open(j) && other.worker === worker && other.shard === shard,
      );
      return open(k) && sent <= now && !before ? [k] : [];
    });
    const flows = flowing.map((k) => ({
      links: [messages[k]!.shard, shards + messages[k]!.worker],
      limit: Number.POSITIVE_INFINITY,
    }));
    const rates = plainFairRates(capacities, flows);
    const starts = messages.map(({ sent }) => sent).filter((sent) => sent > now);
    const finishes = flowing.map((k, i) => now + (left[k]! / rates[i]!) * 1e9);
    const next = Math.min(...starts, ...finishes);
    flowing.forEach((k, i) => {
      left[k]! -= (rates[i]! * (next - now)) / 1e9;
      if (finishes[i] === next) ends[k] = next;
    });
    now = next;
  }
  return ends;
}

const contentions = fc.constantFrom('none' as const, 'nic' as const, 'fair-share' as const);

/** Section 2 of the design, where there is nobody to meet. */
export const aloneItIsFree = lawOf(
  'a message that meets no other takes latency + bytes / the smallest bandwidth on its way, whatever the contention',
  fc.record({
    trial: timingTrials({
      ...{ minWorkers: 1, maxWorkers: 1, maxShards: 1, stragglers: false, stops: 'clocks' },
      // Pushes and nothing else.
      algorithms: fc.constant(
        algorithmOf(
          { name: 'ssp', options: { staleness: 'unbounded', pullRule: 'strict', pull: 'when-needed' } },
          { name: 'sum', options: {} },
        ),
      ),
    }),
    cards: networks,
    contention: contentions,
    factor: fc.constantFrom(1, 1, 3),
    topology: fc.option(topologies),
  }),
  ({ simulate }, { trial, cards, contention, factor, topology }) => {
    const { data, scenario } = withCards(trial, contention, cards);
    const { cluster, workload } = scenario;
    const network =
      contention === 'fair-share' && topology ? { ...cluster.network, topology } : cluster.network;
    const stragglers = [{ kind: 'constant', slowdown: factor, affects: ['network' as const] }];
    const slow = {
      ...scenario,
      cluster: { ...cluster, network, stragglers },
      // Longer than any push: 100 values at 25 kB/s take 35 ms, three times that with the straggler, four times in a narrow rack.
      workload: { ...workload, computeTime: { perBatch: 10, perExample: 0, perNonzero: 0 } },
    } as Trial['scenario'];
    const slowest = slowestOnTheWay(network, cards);
    for (const { bytes, sent, arrived } of messagesUp(simulate({ data, scenario: slow }).trace, 0)) {
      const due = sent + Math.round((cards.latency + bytes / slowest) * factor * 1e9);
      // A third of a rate is not exact, so that half a nanosecond may be rounded up or down.
      const off = factor === 1 ? 0 : 1;
      demand(
        Math.abs(arrived - due) <= off,
        () => `${bytes} B sent at ${sent} ns arrive at ${arrived}, not ${due} ns`,
      );
    }
  },
);

function slowestOnTheWay(
  { topology }: NetworkSpec,
  { workers, servers }: { workers: number; servers: number },
): number {
  if (topology?.kind === 'links') {
    const route = topology.routes[0]?.via ?? [];
    const crossed = topology.links.filter(({ name }) => route.includes(name));
    return Math.min(workers, servers, ...crossed.map((link) => link.bandwidth));
  }
  // One worker is in rack 0, where the only shard is too unless it is apart.
  if (topology?.kind !== 'tree' || topology.servers === 'spread') return Math.min(workers, servers);
  const { uplink, oversubscription = 1 } = topology;
  return Math.min(workers, servers, uplink ?? Math.min(workers, servers) / oversubscription);
}

/** Where no card has a limit, contention is none: the limit of ever faster cards. */
export const unlimitedCardsDoNotContend = lawOf(
  'where bandwidth is unlimited, every kind of contention comes to the same, event for event',
  fc.record({ trial: timingTrials(), contention: fc.constantFrom('nic' as const, 'fair-share' as const) }),
  ({ simulate }, { trial: { scenario, data }, contention }) => {
    const under = (kind: Contention): Trial => {
      const { topology: _, ...wire } = scenario.cluster.network;
      const { bandwidth: __, ...servers } = scenario.cluster.servers;
      const workers = scenario.cluster.workers.map(({ bandwidth: ___, ...group }) => group);
      const network: NetworkSpec = { ...wire, bandwidth: 'unlimited', contention: kind };
      return { data, scenario: { ...scenario, cluster: { ...scenario.cluster, workers, servers, network } } };
    };
    demandSame(
      simulate(under(contention)),
      simulate(under('none')),
      `the run with contention: ${contention}`,
    );
  },
);
