import fc from 'fast-check';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type { NetworkSpec, StragglerSpec } from '../../src/scenarios/scenario.ts';
import { MILLISECOND, multiples, timingTrials } from '../../src/testing/arbitraries/index.ts';
import { demand } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { lawOf } from './law.ts';

/** Section 2 of the design. */
export const noOvertaking = lawOf(
  'messages of one sender to one receiver arrive in the order in which they were sent, whatever their latencies',
  timingTrials(),
  ({ simulate }, trial) => {
    const ways = new Map<string, string[]>();
    for (const { event, time } of simulate(trial).trace) {
      if (!('shard' in event && 'worker' in event)) continue;
      const { kind, worker, shard, clock } = event;
      const way = `worker ${worker} to shard ${shard}`;
      const message = `${kind.startsWith('push') ? 'push' : 'pull'} ${clock}`;
      if (kind === 'push-sent' || kind === 'pull-sent') ways.set(way, [...(ways.get(way) ?? []), message]);
      if (kind !== 'push-arrived' && kind !== 'pull-arrived') continue;
      const [first, ...rest] = ways.get(way) ?? [];
      demand(first === message, () => `${message} from ${way} arrives at ${time} ns, before ${first}`);
      ways.set(way, rest);
    }
  },
);

/** Section 2 of the design, where latency and bandwidth are constant. */
export const latencyAndBandwidth = lawOf(
  'a message of b bytes arrives latency + b / bandwidth after it was sent, and not before an earlier one',
  fc.record({
    trial: timingTrials(),
    latency: multiples(MILLISECOND, 0, 8),
    bandwidth: fc.oneof(fc.constant('unlimited' as const), multiples(1e6, 1, 4)),
  }),
  ({ simulate }, { trial, latency, bandwidth }) => {
    const { trace } = simulate(withNetwork(trial, latency, bandwidth));
    const transfer = (bytes: number) =>
      Math.round((latency + (bandwidth === 'unlimited' ? 0 : bytes / bandwidth)) * 1e9);
    const due = arrivals(trace, transfer, trial.scenario.cluster.network.headerBytes);
    for (const { event, time } of trace) {
      const expected =
        event.kind === 'push-arrived' || event.kind === 'pull-arrived'
          ? due.get(`${event.kind} ${event.worker} ${event.shard} ${event.clock}`)
          : event.kind === 'pulled'
            ? due.get(`pulled ${event.worker} ${event.clock}`)
            : time;
      demand(time === expected, () => `${JSON.stringify(event)} at ${time} ns instead of ${expected} ns`);
    }
  },
);

/** When each message is due, from when it was sent; a worker has pulled when its last answer is. */
function arrivals(trace: readonly TraceEntry[], transfer: (bytes: number) => number, headerBytes: number) {
  const due = new Map<string, number>();
  const last = new Map<string, number>();
  const send = (way: string, time: number, bytes: number) => {
    const arrival = Math.max(time + transfer(bytes), last.get(way) ?? 0);
    last.set(way, arrival);
    return arrival;
  };
  for (const { event, time } of trace) {
    if (event.kind !== 'push-sent' && event.kind !== 'pull-sent' && event.kind !== 'pull-answered') continue;
    const { worker, shard, clock } = event;
    if (event.kind === 'push-sent') {
      due.set(
        `push-arrived ${worker} ${shard} ${clock}`,
        send(`to ${shard} of ${worker}`, time, event.bytes),
      );
    } else if (event.kind === 'pull-sent') {
      due.set(
        `pull-arrived ${worker} ${shard} ${clock}`,
        send(`to ${shard} of ${worker}`, time, headerBytes),
      );
    } else {
      const arrival = send(`from ${shard} to ${worker}`, time, event.bytes);
      const key = `pulled ${worker} ${clock}`;
      due.set(key, Math.max(due.get(key) ?? 0, arrival));
    }
  }
  return due;
}

function withNetwork({ scenario, data }: Trial, latency: number, bandwidth: NetworkSpec['bandwidth']): Trial {
  const { cluster } = scenario;
  const stragglers = cluster.stragglers.map((entry): StragglerSpec => ({ ...entry, affects: ['compute'] }));
  const { contention: _, topology: __, ...wire } = cluster.network;
  const network: NetworkSpec = { ...wire, latency, bandwidth, contention: 'none' };
  const workers = cluster.workers.map(({ count, speed }) => ({ count, speed }));
  const { bandwidth: ___, ...servers } = cluster.servers;
  return { data, scenario: { ...scenario, cluster: { workers, servers, network, stragglers } } };
}
