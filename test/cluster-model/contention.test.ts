import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { drawCards } from '../../src/cluster-model/cards.ts';
import { MessageKind } from '../../src/cluster-model/messages.ts';
import { secondsToNanoseconds } from '../../src/engine/time.ts';
import { Streams } from '../../src/random/streams.ts';
import { byShares, byTurns } from './deliveries.ts';
import { everybody, stepwise } from './models.ts';

/** A byte a nanosecond. */
const FAST = 1e9;
const UNLIMITED = Number.POSITIVE_INFINITY;
const answer = MessageKind.answer;

describe('cards that take turns, by hand', () => {
  test('two workers to one shard: the second is received after the first', () => {
    const cluster = { workers: [FAST, FAST], shards: [FAST], latency: 10e-9 };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 50, bytes: 100, worker: 1 },
    ];
    expect(byTurns(cluster, sent)).toEqual([110, 210]);
  });

  test('one worker to two shards: the second is sent after the first', () => {
    const cluster = { workers: [FAST], shards: [FAST, FAST], latency: 10e-9 };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 0, bytes: 100, shard: 1 },
    ];
    expect(byTurns(cluster, sent)).toEqual([110, 210]);
  });

  test('what is sent and what is received do not meet: cards do both at once', () => {
    const cluster = { workers: [FAST], shards: [FAST] };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 0, bytes: 100, kind: answer },
    ];
    expect(byTurns(cluster, sent)).toEqual([100, 100]);
  });

  test('a slow sender does not keep a fast receiver from serving others, and is received as fast as it sends', () => {
    const cluster = { workers: [FAST / 10, FAST], shards: [FAST] };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 1, bytes: 100, worker: 1 },
      // Could be received from 905 on; the first is taken from 900 to 1000.
      { at: 905, bytes: 100, worker: 1 },
    ];
    expect(byTurns(cluster, sent)).toEqual([1000, 101, 1100]);
  });

  test('a slow receiver takes messages of fast senders one by one', () => {
    const cluster = { workers: [FAST, FAST], shards: [FAST / 10] };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 0, bytes: 100, worker: 1 },
      { at: 0, bytes: 50 },
    ];
    expect(byTurns(cluster, sent)).toEqual([1000, 2000, 2500]);
  });

  test("a straggler's card is slow, not the shard's: it is occupied longer, and others are received meanwhile", () => {
    const cluster = {
      workers: [FAST, FAST],
      shards: [FAST],
      latency: 10e-9,
      // Slow by 3 until 5 ns, at which only the first is sent.
      stragglers: everybody(2, [stepwise([0, 3], [5, 1])], ['network']),
    };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 5, bytes: 100 },
      { at: 6, bytes: 100, worker: 1 },
    ];
    // (10 + 100) · 3; then from 300 on, and 10 + 100 alone; the other from 16 to 116.
    expect(byTurns(cluster, sent)).toEqual([330, 430, 116]);
  });

  test('a factor below 1 shortens the latency and makes no card faster', () => {
    const stragglers = everybody(1, [stepwise([0, 0.5])], ['network']);
    const cluster = { workers: [FAST], shards: [FAST], latency: 10e-9, stragglers };
    expect(byTurns(cluster, [{ at: 0, bytes: 100 }])).toEqual([105]);
    expect(byShares(cluster, [{ at: 0, bytes: 100 }])).toEqual([105]);
  });
});

describe('cards that are shared, by hand', () => {
  test('two workers to one shard: half each while both send, all to the one that is left', () => {
    const cluster = { workers: [FAST, FAST], shards: [FAST], latency: 10e-9 };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 50, bytes: 100, worker: 1 },
    ];
    // 50 B alone, 50 B at half rate until 150; then the other has 50 B left.
    expect(byShares(cluster, sent)).toEqual([160, 210]);
  });

  test('who cannot use an equal share leaves it to the others', () => {
    const cluster = { workers: [FAST / 4, FAST, FAST], shards: [FAST] };
    const sent = [0, 1, 2].map((worker) => ({ at: 0, bytes: 150, worker }));
    // 1/4, 3/8 and 3/8: until 400 the fast ones have sent 150 B, the slow one 100 of its own.
    expect(byShares(cluster, sent)).toEqual([600, 400, 400]);
  });

  test('messages from one to another are sent one after the other, however small', () => {
    const cluster = { workers: [FAST], shards: [FAST, FAST] };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 0, bytes: 10 },
      { at: 0, bytes: 100, shard: 1 },
    ];
    // Two connections share the worker's card: 100 B each until 200, then 10 B alone.
    expect(byShares(cluster, sent)).toEqual([200, 210, 200]);
  });

  test('a straggler gets at most its part of what it would get alone, and the others the rest', () => {
    const stragglers = everybody(2, [stepwise([0, 4], [1, 1])], ['network']);
    const cluster = { workers: [FAST, FAST], shards: [FAST], stragglers };
    const sent = [
      { at: 0, bytes: 100 },
      { at: 1, bytes: 300, worker: 1 },
    ];
    // A quarter for the straggler until 400; the other has 3/4 until 401.
    expect(byShares(cluster, sent)).toEqual([400, 401]);
  });

  test('a message of no bytes takes its latency, and an unlimited card nothing else', () => {
    expect(byShares({ workers: [FAST], shards: [FAST], latency: 1e-8 }, [{ at: 3, bytes: 0 }])).toEqual([13]);
    const cluster = { workers: [UNLIMITED], shards: [UNLIMITED], latency: 1e-8 };
    expect(byShares(cluster, [{ at: 3, bytes: 1e9 }])).toEqual([13]);
    expect(byTurns(cluster, [{ at: 3, bytes: 1e9 }])).toEqual([13]);
  });
});

describe('topologies, by hand', () => {
  test('racks: what stays inside shares no uplink; what leaves does', () => {
    // Workers 0 and 1 are in rack 0 as shard 0 is, 2 and 3 in rack 1, whose uplink has half a byte a nanosecond for both.
    const cluster = { workers: [FAST, FAST, FAST, FAST], shards: [UNLIMITED] };
    const tree = { kind: 'tree', racks: 2, uplink: FAST / 2, servers: 'spread' } as const;
    const sent = [0, 1, 2, 3].map((worker) => ({ at: 0, bytes: 100, worker }));
    expect(byShares(cluster, sent, tree)).toEqual([100, 100, 400, 400]);
    expect(byShares(cluster, sent, { ...tree, servers: 'apart' })).toEqual([800, 800, 800, 800]);
  });

  test('oversubscription: an uplink has the cards of its rack, servers included, over so much', () => {
    const cluster = { workers: [FAST, FAST, FAST, FAST], shards: [4 * FAST] };
    const tree = { kind: 'tree', racks: 2, oversubscription: 4, servers: 'apart' } as const;
    const sent = [0, 1, 2, 3].map((worker) => ({ at: 0, bytes: 100, worker }));
    // Two cards over 4 is half a byte a nanosecond for two; the servers' uplink has one, which is no less for all.
    expect(byShares(cluster, sent, tree)).toEqual([400, 400, 400, 400]);
  });

  test('links: full duplex has its bandwidth each way, half duplex once', () => {
    const cluster = { workers: [FAST, FAST], shards: [FAST] };
    const links = (duplex: 'full' | 'half') =>
      ({
        kind: 'links',
        links: [{ name: 'wan', bandwidth: FAST / 10, duplex }],
        routes: [{ workers: [1], via: ['wan'] }],
      }) as const;
    const sent = [
      { at: 0, bytes: 90, worker: 1 },
      { at: 0, bytes: 90, worker: 1, kind: answer },
      { at: 0, bytes: 90 },
    ];
    expect(byShares(cluster, sent, links('full'))).toEqual([900, 900, 100]);
    // 90 B at 0.95 B/ns beside what comes over the half.
    expect(byShares(cluster, sent, links('half'))).toEqual([1800, 1800, 95]);
  });

  test('the first route that matches counts', () => {
    const topology = {
      kind: 'links',
      links: [
        { name: 'a', bandwidth: FAST / 2, duplex: 'full' },
        { name: 'b', bandwidth: FAST / 4, duplex: 'full' },
      ],
      routes: [
        { workers: [0], servers: [1], via: ['a', 'b'] },
        { servers: [1], via: ['a'] },
        { workers: [1], via: [] },
      ],
    } as const;
    const alone = (worker: number, shard: number) =>
      byShares(
        { workers: [FAST, FAST], shards: [FAST, FAST] },
        [{ at: 0, bytes: 100, worker, shard }],
        topology,
      );
    expect([alone(0, 1), alone(1, 1), alone(1, 0), alone(0, 0)]).toEqual([[400], [200], [100], [100]]);
  });
});

test('cards: a group’s own, drawn once per machine, or the network’s', () => {
  const cluster = {
    workers: [
      { count: 2, bandwidth: { uniform: { min: 1, max: 2 } } },
      { count: 1, bandwidth: 'unlimited' },
      { count: 1 },
    ],
    servers: { count: 2 },
    network: { bandwidth: 5 },
  } as const;
  const { workers, shards } = drawCards(cluster, new Streams(1, 1));
  expect(workers[0]).not.toBe(workers[1]);
  for (const worker of [0, 1]) expect(Math.floor(workers[worker]!)).toBe(1);
  expect([...workers.subarray(2), ...shards]).toEqual([UNLIMITED, 5, 5, 5]);
  const drawn = { ...cluster, network: { bandwidth: { exponential: { mean: 5 } } } };
  expect([...drawCards(drawn, new Streams(1, 1)).workers.subarray(2)]).toEqual([UNLIMITED, Number.NaN]);
});

test('hundreds at once: all arrive together, after as long as one after the other', () => {
  const workers = new Array<number>(500).fill(FAST);
  const sent = workers.map((_, worker) => ({ at: 0, bytes: 1000, worker }));
  const together = byShares({ workers, shards: [FAST] }, sent);
  expect(new Set(together)).toEqual(new Set([500_000]));
  expect(byTurns({ workers, shards: [FAST] }, sent)).toEqual(workers.map((_, k) => 1000 * (k + 1)));
});

test('a message that would not arrive in 104 days is an error that names it', () => {
  const cluster = { workers: [1e-3], shards: [1e-3] };
  for (const deliver of [byTurns, byShares]) {
    expect(() => deliver(cluster, [{ at: 0, bytes: 1e5 }])).toThrow(InputError);
    expect(() => deliver(cluster, [{ at: 0, bytes: 1e5 }])).toThrow(
      'a message of worker 0 in clock 0 would end',
    );
  }
});

test('three equal shares are a third each, to the nanosecond', () => {
  const sent = [0, 1, 2].map((worker) => ({ at: 0, bytes: 1000, worker }));
  const cluster = { workers: [FAST, FAST, FAST], shards: [0.7 * FAST] };
  expect(byShares(cluster, sent)).toEqual(new Array(3).fill(secondsToNanoseconds(3000 / 0.7e9)));
});
