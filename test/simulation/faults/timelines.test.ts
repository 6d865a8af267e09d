import { expect, test } from 'vitest';
import { prepare } from '../../../src/simulation/index.ts';
import type { DataSet } from '../../../src/workloads/data-set.ts';
import { type Overrides, scenarioWith } from '../../fixtures.ts';
import { linesOf, observed, runToEnd, scripted, timelineOf } from '../runs.ts';

/**
 * Timelines with faults, worked out by hand to the nanosecond. As in ../timelines.test.ts: a clock takes worker 0 100 ns and worker 1 200 ns; a
 * push or an answer of 20 values is 30 B and takes 40 ns; a pull request alone takes 20 ns, but arrives no earlier than the push before it.
 */
const servers = { perPush: '5 ns', perPull: '3 ns' };

function timelineWith(faults: readonly Overrides[], rest: Overrides) {
  return timelineOf({ cluster: { servers, faults }, ...rest });
}

test('crash: the clock under way is lost; after the restart the worker pulls for that clock and begins it again', () => {
  const { lines, result } = timelineWith(
    [{ kind: 'crash', workers: [1], at: ['50 ns'], downtime: '70 ns' }],
    { stop: { maxClocks: 1 }, algorithms: ['bsp'] },
  );
  expect(lines).toEqual(
    linesOf(`
      0 clock-started w0 c0
      0 clock-started w1 c0
      50 worker-crashed w1 c0 lost 50 ns
      100 clock-finished w0 c0
      100 push-sent w0 c0 s0 30 B
      120 worker-restarted w1 c0                # 50 + 70
      120 pull-sent w1 c0 s0
      140 push-arrived w0 c0 s0
      140 pull-arrived w1 c0 s0                 # 120 + 20, sent later
      145 push-handled w0 c0 s0 stale 0
      145 updated w0 c0 stale 0
      148 pull-answered w1 c0 s0 min 0 30 B     # 0 ≤ cmin: at once
      188 pulled w1 c0 min 0
      188 clock-started w1 c0                   # all 200 ns of it
      388 clock-finished w1 c0
      388 push-sent w1 c0 s0 30 B
      428 push-arrived w1 c0 s0
      433 push-handled w1 c0 s0 stale 0         # it has pulled since the push of worker 0
      433 updated w1 c0 stale 0
    `),
  );
  expect(result.workers[1]).toMatchObject({ compute: 250, communicate: 68, wait: 0, down: 70, idle: 45 });
  expect(result.faults?.workers[1]).toEqual({
    crashes: 1,
    clocksLost: 1,
    computeLost: 50,
    recovery: 188 - 50,
    evictions: 0,
    messagesLost: 0,
  });
});

test('crash of a worker that pulls: its request is nobody’s, though it is being served; it asks anew', () => {
  const { lines, result } = timelineWith(
    [{ kind: 'crash', workers: [0], at: ['147 ns'], downtime: '10 ns' }],
    { stop: { maxClocks: 2 }, algorithms: ['asp'] },
  );
  expect(lines.slice(6, 14)).toEqual(
    linesOf(`
      140 pull-arrived w0 c1 s0
      145 push-handled w0 c0 s0 stale 0
      145 updated w0 c0 stale 0
      147 worker-crashed w0 c1 lost 0 ns
      148 message-dropped pull-request w0 c1 s0 # at the end of its service
      157 worker-restarted w0 c1
      157 pull-sent w0 c1 s0
      177 pull-arrived w0 c1 s0
    `),
  );
  // From 100 to 147 and from 157 to 220 it pulls.
  expect(result.workers[0]).toMatchObject({ clocks: 2, communicate: 47 + 63, down: 10 });
  expect(result.faults?.workers[0]).toMatchObject({ crashes: 1, clocksLost: 0, recovery: 220 - 147 });
});

test('loss: the barrier opens when the shards drop the worker, and what it pushed comes too late', () => {
  const { lines, result } = timelineWith([{ kind: 'loss', workers: [1], at: '205 ns', detection: '20 ns' }], {
    stop: { maxClocks: 2 },
    algorithms: ['bsp'],
  });
  expect(lines.slice(9)).toEqual(
    linesOf(`
      145 pull-parked w0 c1 s0 min 0
      200 clock-finished w1 c0
      200 push-sent w1 c0 s0 30 B
      200 pull-sent w1 c1 s0
      205 worker-crashed w1 c1 lost 0 ns
      205 worker-lost w1 c1
      225 worker-evicted w1 c1
      225 pull-released w0 c1 s0 min 1          # cmin over the members: worker 0 alone
      228 pull-answered w0 c1 s0 min 1 30 B
      240 push-arrived w1 c0 s0
      240 message-dropped push w1 c0 s0
      240 pull-arrived w1 c1 s0
      240 message-dropped pull-request w1 c1 s0
      268 pulled w0 c1 min 1
      268 clock-started w0 c1
      368 clock-finished w0 c1
      368 push-sent w0 c1 s0 30 B
      408 push-arrived w0 c1 s0
      413 push-handled w0 c1 s0 stale 0
      413 updated w0 c1 stale 0                 # all that are left have done their clocks
    `),
  );
  expect(result).toMatchObject({ status: 'stopped', time: 413, updates: 2, clocksMin: 2, clocksMax: 2 });
  expect(result.workers[1]).toMatchObject({ clocks: 0, compute: 200, communicate: 5, down: 208, idle: 0 });
  expect(result.faults).toMatchObject({ updatesDropped: 1, servers: [{ pushesDropped: 1 }] });
});

test('a worker that was dropped and comes back goes on at the clock of the slowest', () => {
  const { lines, result } = timelineWith(
    [{ kind: 'crash', workers: [1], at: ['150 ns'], downtime: '400 ns', detection: '50 ns' }],
    { stop: { maxClocks: 4 }, algorithms: ['bsp'] },
  );
  expect(lines.slice(9, 13)).toEqual(
    linesOf(`
      145 pull-parked w0 c1 s0 min 0
      150 worker-crashed w1 c0 lost 150 ns
      200 worker-evicted w1 c0
      200 pull-released w0 c1 s0 min 1
    `),
  );
  // Worker 0 does clocks 1 and 2 alone: released at 200, it starts at 243 and at 431.
  expect(lines.slice(29, 42)).toEqual(
    linesOf(`
      550 worker-restarted w1 c0
      550 worker-joined w1 c2                   # two pushes of worker 0 are handled: cmin = 2
      550 pull-sent w1 c2 s0
      570 pull-arrived w1 c2 s0
      571 push-arrived w0 c2 s0
      571 pull-arrived w0 c3 s0
      573 pull-answered w1 c2 s0 min 2 30 B
      578 push-handled w0 c2 s0 stale 0
      578 updated w0 c2 stale 0
      578 pull-parked w0 c3 s0 min 2            # the barrier counts on worker 1 again
      613 pulled w1 c2 min 2
      613 clock-started w1 c2
      813 clock-finished w1 c2
    `),
  );
  // It has skipped clocks 0 and 1.
  expect(result).toMatchObject({ updates: 6, clocksMin: 4, clocksMax: 4 });
  expect(result.workers.map(({ clocks }) => clocks)).toEqual([4, 2]);
  expect(result.faults?.workers[1]).toMatchObject({ evictions: 1, computeLost: 150, recovery: 613 - 150 });
});

test('late-join: nobody waits for a worker that is not there yet; it begins by a pull, at the clock of the slowest', () => {
  const { lines, result } = timelineWith([{ kind: 'late-join', workers: [1], at: '300 ns' }], {
    stop: { maxClocks: 3 },
    algorithms: [{ name: 'ssp', staleness: 1 }],
  });
  expect(lines).toEqual(
    linesOf(`
      0 worker-absent w1 c0
      0 clock-started w0 c0
      100 clock-finished w0 c0
      100 push-sent w0 c0 s0 30 B
      100 clock-started w0 c1                   # cp = 0 is not below 1 − 1
      140 push-arrived w0 c0 s0
      145 push-handled w0 c0 s0 stale 0
      145 updated w0 c0 stale 0
      200 clock-finished w0 c1
      200 push-sent w0 c1 s0 30 B
      200 pull-sent w0 c2 s0
      240 push-arrived w0 c1 s0
      240 pull-arrived w0 c2 s0
      245 push-handled w0 c1 s0 stale 0
      245 updated w0 c1 stale 0
      248 pull-answered w0 c2 s0 min 2 30 B     # it is the slowest itself
      288 pulled w0 c2 min 2
      288 clock-started w0 c2
      300 worker-joined w1 c2
      300 pull-sent w1 c2 s0
      320 pull-arrived w1 c2 s0
      323 pull-answered w1 c2 s0 min 2 30 B
      363 pulled w1 c2 min 2
      363 clock-started w1 c2
      388 clock-finished w0 c2
      388 push-sent w0 c2 s0 30 B
      428 push-arrived w0 c2 s0
      433 push-handled w0 c2 s0 stale 0
      433 updated w0 c2 stale 0
      563 clock-finished w1 c2
      563 push-sent w1 c2 s0 30 B
      603 push-arrived w1 c2 s0
      608 push-handled w1 c2 s0 stale 1
      608 updated w1 c2 stale 1
    `),
  );
  expect(result.workers[1]).toMatchObject({ clocks: 1, compute: 200, communicate: 63, down: 300, idle: 45 });
});

/** One worker under asp whose every clock adds 1 to the only parameter, which starts at 1; messages of 11 B take 21 ns. */
function shardTimeline(fault: Overrides) {
  return observed(
    scripted(
      { update: () => 1 },
      {
        cluster: { workers: 1, servers, faults: [{ kind: 'server-crash', ...fault }] },
        training: { evaluate: { every: '1 updates' } },
        stop: { maxClocks: 4 },
      },
    ),
  );
}

test('server-crash: the shard goes on from its last checkpoint, and what it has handled since is lost', () => {
  const { lines, result } = shardTimeline({
    at: ['290 ns'],
    downtime: '50 ns',
    checkpointEvery: '150 ns',
    checkpointTime: '20 ns',
  });
  expect(lines.slice(7)).toEqual(
    linesOf(`
      126 push-handled w0 c0 s0 stale 0
      126 updated w0 c0 stale 0
      126 evaluated 2
      129 pull-answered w0 c1 s0 min 1 11 B
      150 pulled w0 c1 min 1
      150 clock-started w0 c1
      170 checkpoint-taken s0                   # the multiple of 150 after 126, and 20 of service: it holds 2
      250 clock-finished w0 c1
      250 push-sent w0 c1 s0 11 B
      250 pull-sent w0 c2 s0
      271 push-arrived w0 c1 s0
      271 pull-arrived w0 c2 s0
      276 push-handled w0 c1 s0 stale 0
      276 updated w0 c1 stale 0
      276 evaluated 3
      279 pull-answered w0 c2 s0 min 2 11 B
      290 shard-crashed s0 lost 1
      300 pulled w0 c2 min 2                    # the answer was under way; no checkpoint at 300, the shard is down
      300 clock-started w0 c2
      340 shard-restored s0
      400 clock-finished w0 c2
      400 push-sent w0 c2 s0 11 B
      400 pull-sent w0 c3 s0
      421 push-arrived w0 c2 s0
      421 pull-arrived w0 c3 s0
      426 push-handled w0 c2 s0 stale 0
      426 updated w0 c2 stale 0
      426 evaluated 3                           # 2 + 1: the update of clock 1 is gone
      429 pull-answered w0 c3 s0 min 3 11 B     # the clock that it counted is not
      450 pulled w0 c3 min 3
      450 clock-started w0 c3
      470 checkpoint-taken s0                   # due at 450
      550 clock-finished w0 c3
      550 push-sent w0 c3 s0 11 B
      571 push-arrived w0 c3 s0
      576 push-handled w0 c3 s0 stale 0
      576 updated w0 c3 stale 0
      576 evaluated 4
    `),
  );
  expect(result.faults).toMatchObject({
    updatesLost: 1,
    servers: [{ crashes: 1, down: 50, checkpoints: 2, pushesLost: 1 }],
  });
});

test('server-crash in a service: the message is served anew, and what comes meanwhile waits', () => {
  const { lines, result } = shardTimeline({ at: ['123 ns'], downtime: '50 ns' });
  expect(lines.slice(5, 13)).toEqual(
    linesOf(`
      121 push-arrived w0 c0 s0
      121 pull-arrived w0 c1 s0
      123 shard-crashed s0 lost 0
      173 shard-restored s0
      178 push-handled w0 c0 s0 stale 0         # all 5 ns of it
      178 updated w0 c0 stale 0
      178 evaluated 2
      181 pull-answered w0 c1 s0 min 1 11 B
    `),
  );
  expect(result.parameters).toEqual(Float64Array.of(5));
  // The push waits from 123 to 173, the pull from 121 to 178; the pulls of clocks 2 and 3 wait 5 each, behind their pushes. Four pushes and
  // three pulls are served, and one push for 2 ns in vain: that service was begun, too.
  const { time } = result;
  expect(result.servers[0]).toMatchObject({
    utilisation: (4 * 5 + 3 * 3 + 2) / time,
    queueMean: (50 + 57 + 5 + 5) / time,
    waitMeanSeconds: (50 + 57 + 5 + 5) / 8 / 1e9,
    messages: 7,
  });
});

test('a crash in a checkpoint: the one before it counts', () => {
  const { lines, result } = shardTimeline({
    at: ['160 ns'],
    downtime: '10 ns',
    checkpointEvery: '150 ns',
    checkpointTime: '20 ns',
  });
  expect(lines.slice(10, 15)).toEqual(
    linesOf(`
      129 pull-answered w0 c1 s0 min 1 11 B
      150 pulled w0 c1 min 1
      150 clock-started w0 c1
      160 shard-crashed s0 lost 1
      170 shard-restored s0
    `),
  );
  // Of four updates the first is lost.
  expect(result.parameters).toEqual(Float64Array.of(4));
});

test('what was held of a clock under bsp at a crash of the server is lost, and the mean is over the rest', () => {
  // Worker 0 pushes at 100 and worker 1 at 200, 10 and 20; the shard crashes in between.
  const { result } = observed(
    scripted(
      { update: (worker) => 10 * (worker + 1) },
      {
        cluster: { servers, faults: [{ kind: 'server-crash', at: ['150 ns'], downtime: '10 ns' }] },
        stop: { maxClocks: 1 },
        algorithms: ['bsp'],
      },
    ),
  );
  expect(result.parameters).toEqual(Float64Array.of(1 + 20));
  expect(result).toMatchObject({ updates: 2, faults: { updatesLost: 1 } });
});

test('a run in which everybody is lost ends when the last is', () => {
  const { result } = timelineWith([{ kind: 'loss', at: '170 ns', detection: '10 ns' }], {
    stop: { maxUpdates: 100 },
    algorithms: ['bsp'],
  });
  expect(result).toMatchObject({ status: 'stopped', time: 170, updates: 1 });
});

test('a machine that joins when all the others have done their clocks is not waited for', () => {
  const { result } = timelineWith([{ kind: 'late-join', workers: [1], at: '1 s' }], {
    stop: { maxClocks: 1 },
    algorithms: ['asp'],
  });
  expect(result).toMatchObject({ status: 'stopped', time: 145, updates: 1 });
  expect(result.workers[1]).toMatchObject({ clocks: 0, down: 145 });
});

test('where crashes come faster than clocks end, that is said', () => {
  expect(() =>
    timelineWith([{ kind: 'crash', workers: [1], gap: '0.9 ms', downtime: '0.1 ms' }], {
      workload: { computeTime: { perBatch: '1 ms' } },
      stop: { maxClocks: 3 },
      algorithms: ['bsp'],
    }),
  ).toThrow(
    /bsp: machines crash and restart, and none has finished a clock for very many events until [\d.]+ s/,
  );
});

test('a crash takes what a local optimizer remembers: the first step after it is one of plain SGD', () => {
  // One mini-batch a clock: the velocity of clock 0 is the gradient, that of clock 1 is again, when clock 0 is forgotten.
  const values = Float64Array.from({ length: 120 }, (_, k) => (k % 7) - 3);
  const labels = Float64Array.from({ length: 40 }, (_, k) => k % 5);
  const lines: DataSet = { rows: 40, features: 3, examples: { kind: 'dense', values }, labels };
  const run = (optimizer: Overrides, faults: readonly Overrides[]) => {
    const scenario = scenarioWith({
      cluster: { workers: 1, faults },
      training: { optimizer },
      stop: { maxClocks: 2 },
      algorithms: ['asp'],
    });
    return runToEnd(prepare(scenario, { train: lines }, 1)).parameters;
  };
  const crash = { kind: 'crash', at: ['1.5 s'], downtime: '1 s' };
  const forgotten = run({ kind: 'momentum', beta: 0.9 }, [crash]);
  expect(forgotten).toEqual(run({ kind: 'sgd' }, []));
  expect(forgotten).not.toEqual(run({ kind: 'momentum', beta: 0.9 }, []));
});
