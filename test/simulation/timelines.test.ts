import { expect, test } from 'vitest';
import { defineProtocol } from '../../src/protocols/protocol.ts';
import { linesOf, observed, prepared, timelineOf } from './runs.ts';

/**
 * Timelines worked out by hand, to the nanosecond. Latency 10 ns, 1 B per ns, headers of 10 B, values of 1 B: a push or an
 * answer of 20 values is 30 B and takes 40 ns; a pull request alone takes 20 ns, but arrives no earlier than the push before it.
 */
test('bsp: two clocks of two workers, one of them half as fast', () => {
  const { lines, result } = timelineOf({
    cluster: { servers: { perPush: '5 ns', perPull: '3 ns' } },
    stop: { maxClocks: 2 },
    algorithms: ['bsp'],
  });
  expect(lines).toEqual(
    linesOf(`
      0 clock-started w0 c0
      0 clock-started w1 c0
      100 clock-finished w0 c0
      100 push-sent w0 c0 s0 30 B
      100 pull-sent w0 c1 s0
      140 push-arrived w0 c0 s0                 # 100 + 40
      140 pull-arrived w0 c1 s0                 # not at 120: behind its push
      145 push-handled w0 c0 s0 stale 0         # 5 ns of service
      145 updated w0 c0 stale 0
      145 pull-parked w0 c1 s0 min 0            # c = 1 > cmin = 0
      200 clock-finished w1 c0
      200 push-sent w1 c0 s0 30 B
      200 pull-sent w1 c1 s0
      240 push-arrived w1 c0 s0
      240 pull-arrived w1 c1 s0
      245 push-handled w1 c0 s0 stale 1
      245 updated w1 c0 stale 1
      245 pull-released w0 c1 s0 min 1          # joins the end, behind the pull of worker 1
      248 pull-answered w1 c1 s0 min 1 30 B     # 3 ns of service
      251 pull-answered w0 c1 s0 min 1 30 B     # 3 ns more
      288 pulled w1 c1 min 1
      288 clock-started w1 c1
      291 pulled w0 c1 min 1
      291 clock-started w0 c1
      391 clock-finished w0 c1
      391 push-sent w0 c1 s0 30 B               # its last: no pull
      431 push-arrived w0 c1 s0
      436 push-handled w0 c1 s0 stale 0         # the push of worker 1 was there when it pulled
      436 updated w0 c1 stale 0
      488 clock-finished w1 c1
      488 push-sent w1 c1 s0 30 B
      528 push-arrived w1 c1 s0
      533 push-handled w1 c1 s0 stale 1
      533 updated w1 c1 stale 1
    `),
  );
  expect(result).toMatchObject({ status: 'stopped', time: 533, updates: 4, clocksMin: 2, clocksMax: 2 });
  expect(result).toMatchObject({ stalenessBound: 0, stalenessMean: 0.5, stalenessMax: 1 });
  // Worker 0 pulls from 100 to 291, of which it was parked from 145 to 245; it is idle from 391. Worker 1 pulls from 200 to 288.
  expect(result.workers).toMatchObject([
    { clocks: 2, compute: 200, communicate: 91, wait: 100, down: 0, idle: 142, stalenessMean: 0 },
    { clocks: 2, compute: 400, communicate: 88, wait: 0, down: 0, idle: 45, stalenessMean: 1 },
  ]);
  // Four services of 5 and two of 3. In the queue: the pulls 5 each behind their pushes, that of worker 0 again 3 once released.
  expect(result.servers).toEqual([
    {
      utilisation: 26 / 533,
      queueMean: 13 / 533,
      waitMeanSeconds: 13 / 6 / 1e9,
      messages: 6,
      bytesIn: 4 * 30 + 2 * 10,
      bytesOut: 2 * 30,
    },
  ]);
  expect(result).toMatchObject({ bytesPushed: 4 * 30, bytesPulled: 2 * 10 + 2 * 30 });
  // 4 clocks, 4 + 2 + 2 arrivals, 6 services.
  expect(result.events).toBe(18);
});

test('ssp(1) on two server shards: nobody pulls before it must, and goes on when the later shard has answered', () => {
  const { lines, result } = timelineOf({
    cluster: {
      workers: [
        { count: 1, speed: 6 },
        { count: 1, speed: 1 },
      ],
      servers: { count: 2, perPush: '4 ns', perPull: '2 ns' },
    },
    // Shards of 2 and 3 values: messages of 12 B (22 ns) and 13 B (23 ns).
    workload: { parameters: 5, computeTime: { perBatch: '300 ns' } },
    stop: { maxClocks: 3 },
    algorithms: [{ name: 'ssp', staleness: 1 }],
  });
  expect(lines).toEqual(
    linesOf(`
      0 clock-started w0 c0
      0 clock-started w1 c0
      50 clock-finished w0 c0
      50 push-sent w0 c0 s0 12 B
      50 push-sent w0 c0 s1 13 B
      50 clock-started w0 c1                    # cp = 0 is not below 1 − 1: no pull
      72 push-arrived w0 c0 s0
      73 push-arrived w0 c0 s1
      76 push-handled w0 c0 s0 stale 0
      77 push-handled w0 c0 s1 stale 0
      77 updated w0 c0 stale 0                  # when the last shard has handled it
      100 clock-finished w0 c1
      100 push-sent w0 c1 s0 12 B
      100 push-sent w0 c1 s1 13 B
      100 pull-sent w0 c2 s0                    # cp = 0 < 2 − 1
      100 pull-sent w0 c2 s1
      122 push-arrived w0 c1 s0
      122 pull-arrived w0 c2 s0
      123 push-arrived w0 c1 s1
      123 pull-arrived w0 c2 s1
      126 push-handled w0 c1 s0 stale 0
      126 pull-parked w0 c2 s0 min 0            # 2 > 0 + 1
      127 push-handled w0 c1 s1 stale 0
      127 updated w0 c1 stale 0
      127 pull-parked w0 c2 s1 min 0
      300 clock-finished w1 c0
      300 push-sent w1 c0 s0 12 B
      300 push-sent w1 c0 s1 13 B
      300 clock-started w1 c1
      322 push-arrived w1 c0 s0
      323 push-arrived w1 c0 s1
      326 push-handled w1 c0 s0 stale 2
      326 pull-released w0 c2 s0 min 1
      327 push-handled w1 c0 s1 stale 2
      327 updated w1 c0 stale 2
      327 pull-released w0 c2 s1 min 1
      328 pull-answered w0 c2 s0 min 1 12 B     # 2 ns of service after its release
      329 pull-answered w0 c2 s1 min 1 13 B
      352 pulled w0 c2 min 1                    # 328 + 22 and 329 + 23: the later
      352 clock-started w0 c2
      402 clock-finished w0 c2
      402 push-sent w0 c2 s0 12 B
      402 push-sent w0 c2 s1 13 B
      424 push-arrived w0 c2 s0
      425 push-arrived w0 c2 s1
      428 push-handled w0 c2 s0 stale 0
      429 push-handled w0 c2 s1 stale 0
      429 updated w0 c2 stale 0
      600 clock-finished w1 c1
      600 push-sent w1 c1 s0 12 B
      600 push-sent w1 c1 s1 13 B
      600 pull-sent w1 c2 s0                    # the slowest, but all it knows is cp = 0
      600 pull-sent w1 c2 s1
      622 push-arrived w1 c1 s0
      622 pull-arrived w1 c2 s0
      623 push-arrived w1 c1 s1
      623 pull-arrived w1 c2 s1
      626 push-handled w1 c1 s0 stale 3
      627 push-handled w1 c1 s1 stale 3
      627 updated w1 c1 stale 3
      628 pull-answered w1 c2 s0 min 2 12 B
      629 pull-answered w1 c2 s1 min 2 13 B
      652 pulled w1 c2 min 2
      652 clock-started w1 c2
      952 clock-finished w1 c2
      952 push-sent w1 c2 s0 12 B
      952 push-sent w1 c2 s1 13 B
      974 push-arrived w1 c2 s0
      975 push-arrived w1 c2 s1
      978 push-handled w1 c2 s0 stale 0
      979 push-handled w1 c2 s1 stale 0
      979 updated w1 c2 stale 0
    `),
  );
  // Worker 0 pulls from 100 to 352, parked 126–326 and 127–327, 200 ns each; idle from 402. Worker 1 pulls from 600 to 652.
  expect(result.workers).toMatchObject([
    { compute: 150, communicate: 52, wait: 200, idle: 577, stalenessMean: 0, stalenessMax: 0 },
    { compute: 900, communicate: 52, wait: 0, idle: 27, stalenessMean: 5 / 3, stalenessMax: 3 },
  ]);
  // Six pushes of 4 and two pulls of 2 each; the pulls waited 4 behind their pushes.
  expect(result.servers).toMatchObject([
    {
      utilisation: 28 / 979,
      queueMean: 8 / 979,
      waitMeanSeconds: 1e-9,
      messages: 8,
      bytesIn: 6 * 12 + 20,
      bytesOut: 24,
    },
    {
      utilisation: 28 / 979,
      queueMean: 8 / 979,
      waitMeanSeconds: 1e-9,
      messages: 8,
      bytesIn: 6 * 13 + 20,
      bytesOut: 26,
    },
  ]);
  expect(result).toMatchObject({ bytesPushed: 6 * 25, bytesPulled: 4 * 10 + 2 * 25, stalenessMean: 5 / 6 });
});

test('asp: equal machines queue at the server in order of scheduling, and the run ends in the middle of everything', () => {
  const { lines, result } = timelineOf({
    // With 20 values of 0.1 ns: 7 ns for a push, 5 for a pull.
    cluster: { workers: 2, servers: { perPush: '5 ns', perPull: '3 ns', perValue: '0.1 ns' } },
    stop: { maxUpdates: 4 },
    algorithms: ['asp'],
  });
  expect(lines).toEqual(
    linesOf(`
      0 clock-started w0 c0
      0 clock-started w1 c0
      100 clock-finished w0 c0
      100 push-sent w0 c0 s0 30 B
      100 pull-sent w0 c1 s0
      100 clock-finished w1 c0
      100 push-sent w1 c0 s0 30 B
      100 pull-sent w1 c1 s0
      140 push-arrived w0 c0 s0
      140 pull-arrived w0 c1 s0
      140 push-arrived w1 c0 s0
      140 pull-arrived w1 c1 s0
      147 push-handled w0 c0 s0 stale 0
      147 updated w0 c0 stale 0
      152 pull-answered w0 c1 s0 min 0 30 B
      159 push-handled w1 c0 s0 stale 1
      159 updated w1 c0 stale 1
      164 pull-answered w1 c1 s0 min 1 30 B
      192 pulled w0 c1 min 0
      192 clock-started w0 c1
      204 pulled w1 c1 min 1
      204 clock-started w1 c1
      292 clock-finished w0 c1
      292 push-sent w0 c1 s0 30 B
      292 pull-sent w0 c2 s0
      304 clock-finished w1 c1
      304 push-sent w1 c1 s0 30 B
      304 pull-sent w1 c2 s0
      332 push-arrived w0 c1 s0
      332 pull-arrived w0 c2 s0
      339 push-handled w0 c1 s0 stale 1         # that of worker 1 came after its pull
      339 updated w0 c1 stale 1
      344 push-arrived w1 c1 s0                 # sent at 304, before the service of 339 began
      344 pull-arrived w1 c2 s0
      344 pull-answered w0 c2 s0 min 1 30 B
      351 push-handled w1 c1 s0 stale 1
      351 updated w1 c1 stale 1                 # the fourth
    `),
  );
  expect(result).toMatchObject({ status: 'stopped', time: 351, updates: 4, events: 21 });
  // Both are pulling when it ends: since 292 and since 304.
  expect(result.workers).toMatchObject([
    { compute: 200, communicate: 92 + 59, wait: 0, idle: 0 },
    { compute: 200, communicate: 104 + 47, wait: 0, idle: 0 },
  ]);
  // Waits of services begun: 0, 7, 12, 19, 0, 7, 0. The last pull has been in the queue for 7 and is not served.
  expect(result.servers).toEqual([
    {
      utilisation: (24 + 19) / 351,
      queueMean: (45 + 7) / 351,
      waitMeanSeconds: 45 / 7 / 1e9,
      messages: 7,
      bytesIn: 4 * 30 + 4 * 10,
      bytesOut: 3 * 30,
    },
  ]);
  expect(result).toMatchObject({ bytesPushed: 120, bytesPulled: 4 * 10 + 3 * 30 });
});

test('parked pulls are let go in the order in which they were parked, behind what waits already, and only then pay perPull', () => {
  const { lines, result } = timelineOf({
    cluster: {
      workers: [
        { count: 1, speed: 0.25 },
        { count: 1, speed: 1 },
        { count: 1, speed: 0.5 },
      ],
      servers: { perPush: '5 ns', perPull: '3 ns' },
      network: { latency: 0, bandwidth: 'unlimited' },
    },
    stop: { maxTime: '415 ns' },
    algorithms: ['bsp'],
  });
  expect(lines.filter((line) => line.includes('pull'))).toEqual(
    linesOf(`
      100 pull-sent w1 c1 s0
      100 pull-arrived w1 c1 s0
      105 pull-parked w1 c1 s0 min 0
      200 pull-sent w2 c1 s0
      200 pull-arrived w2 c1 s0
      205 pull-parked w2 c1 s0 min 0
      400 pull-sent w0 c1 s0
      400 pull-arrived w0 c1 s0
      405 pull-released w1 c1 s0 min 1
      405 pull-released w2 c1 s0 min 1
      408 pull-answered w0 c1 s0 min 1 30 B     # was in the queue since 400
      408 pulled w0 c1 min 1
      411 pull-answered w1 c1 s0 min 1 30 B
      411 pulled w1 c1 min 1
      414 pull-answered w2 c1 s0 min 1 30 B
      414 pulled w2 c1 min 1
    `),
  );
  // Ends at 415, after no event: computing again since 408, 411 and 414.
  expect(result).toMatchObject({ status: 'stopped', time: 415, updates: 3 });
  expect(result.workers).toMatchObject([
    { compute: 400 + 7, communicate: 8, wait: 0 },
    { compute: 100 + 4, communicate: 5 + 6, wait: 300 },
    { compute: 200 + 1, communicate: 5 + 9, wait: 200 },
  ]);
});

test('ssp, pull rule paper: one clock more on the old replica, through the same gate', () => {
  const pulls = (pullRule: string) => {
    const { lines } = timelineOf({
      cluster: { network: { latency: 0, bandwidth: 'unlimited' } },
      stop: { maxClocks: 5 },
      algorithms: [{ name: 'ssp', staleness: 1, pullRule }],
    });
    return lines.filter((line) => /pull-(sent|answered) w0/.test(line));
  };
  // Worker 0 ends clocks at 100, 200, …; worker 1 at 200, 400, …, so that cmin is ⌊t / 200⌋.
  expect(pulls('strict')).toEqual([
    '200 pull-sent w0 c2 s0',
    '200 pull-answered w0 c2 s0 min 1 30 B',
    '300 pull-sent w0 c3 s0', // cp = 1 < 3 − 1
    '400 pull-answered w0 c3 s0 min 2 30 B', // 3 ≤ cmin + 1 when worker 1 has pushed twice
    '500 pull-sent w0 c4 s0', // cp = 2 < 4 − 1
    '600 pull-answered w0 c4 s0 min 3 30 B',
  ]);
  expect(pulls('paper')).toEqual([
    '300 pull-sent w0 c3 s0', // cp = 0 < 3 − 1 − 1
    '400 pull-answered w0 c3 s0 min 2 30 B',
  ]);
});

/** Answers the first pull of each worker once the server has handled so many pushes. */
const patient = defineProtocol({
  name: 'patient',
  summary: 'Parks pulls until enough pushes have come.',
  options: {},
  create: () => ({
    needsPull: () => true,
    admitPull: ({ worker }, { pushCount }) => pushCount >= [4, 3, 0][worker]!,
  }),
});

test('a gate that looks at more than the slowest clock is asked after every push; who is not admitted stays parked', () => {
  const given = prepared({
    cluster: {
      workers: [
        { count: 1, speed: 6 },
        { count: 1, speed: 3 },
        { count: 1, speed: 2 },
      ],
      network: { latency: 0, bandwidth: 'unlimited' },
    },
    workload: { computeTime: { perBatch: '600 ns' } },
    stop: { maxClocks: 2 },
  });
  const { lines, result } = observed(given, { protocol: patient });
  expect(lines.filter((line) => /updated|parked|released|answered/.test(line))).toEqual(
    linesOf(`
      100 updated w0 c0 stale 0
      100 pull-parked w0 c1 s0 min 0            # needs 4 pushes
      200 updated w1 c0 stale 1
      200 pull-parked w1 c1 s0 min 0            # needs 3
      300 updated w2 c0 stale 2
      300 pull-released w1 c1 s0 min 1
      300 pull-answered w2 c1 s0 min 1 30 B
      300 pull-answered w1 c1 s0 min 1 30 B
      500 updated w1 c1 stale 0                 # the fourth; the slowest clock does not move by it
      500 pull-released w0 c1 s0 min 1
      500 pull-answered w0 c1 s0 min 1 30 B
      600 updated w2 c1 stale 1
      600 updated w0 c1 stale 1
    `),
  );
  expect(result.workers.map(({ wait }) => wait)).toEqual([400, 100, 0]);
});

/** With costs a clock is 50 + 2 · (100 + 25) = 300 ns of work, 600 on the slow machine, and a delay of 7 ns; two shards of 10 values each become one that takes 5 ns a push. */
test('an algorithm with servers and costs of its own: one clock, beside the same without', () => {
  const given = prepared({
    cluster: {
      servers: { count: 2 },
      stragglers: [{ kind: 'delay', duration: '7 ns', workers: [1] }],
    },
    workload: { batchesPerClock: 2 },
    stop: { maxClocks: 1 },
    algorithms: [
      'asp',
      {
        name: 'asp',
        label: 'driver',
        servers: { count: 1, perPush: '5 ns' },
        costs: { perClock: '50 ns', perBatch: '25 ns' },
      },
    ],
  });
  const [plain, driver] = given.scenario.algorithms;
  // 200 ns of work, 400 and 7 on the slow machine; 10 values and a header are 20 B and take 30 ns.
  expect(
    observed(given, { algorithm: plain! }).lines.filter((line) => /finished|handled/.test(line)),
  ).toEqual(
    linesOf(`
      200 clock-finished w0 c0
      230 push-handled w0 c0 s0 stale 0
      230 push-handled w0 c0 s1 stale 0
      407 clock-finished w1 c0
      437 push-handled w1 c0 s0 stale 1
      437 push-handled w1 c0 s1 stale 1
    `),
  );
  expect(
    observed(given, { algorithm: driver! }).lines.filter((line) => /finished|handled/.test(line)),
  ).toEqual(
    linesOf(`
      300 clock-finished w0 c0
      345 push-handled w0 c0 s0 stale 0         # 30 B: 40 ns, and 5 of service
      607 clock-finished w1 c0
      652 push-handled w1 c0 s0 stale 1
    `),
  );
});
