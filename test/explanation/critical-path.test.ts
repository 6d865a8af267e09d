import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secondsToNanoseconds } from '../../src/engine/time.ts';
import { causes } from '../../src/explanation/causes.ts';
import { type Step, startOf } from '../../src/explanation/step.ts';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import { samplerOf } from '../../src/random/variate.ts';
import type { TrainingEvent } from '../../src/simulation/index.ts';
import { algorithmOf, timingTrials, trials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { simulate, type Trial } from '../../src/testing/trial.ts';
import { scenarioWith } from '../fixtures.ts';
import { recorded } from './recorded.ts';

const anyTrials = fc.oneof(trials(), timingTrials());
const everything = fc.oneof(anyTrials, withFaults(anyTrials));

test('whatever the cluster, the protocol and the faults, the causes add up to the time of the run, to the nanosecond', () => {
  fc.assert(
    fc.property(everything, (trial) => {
      const { path, result } = recorded(trial);
      const spent = causes.reduce((sum, cause) => sum + path.spent[cause], 0);
      expect(spent).toBe(result.time);
      expect(path.end).toBe(result.time);
    }),
    { numRuns: 400 },
  );
});

test('each step of a path begins when the one before it ends, the first at time 0, the last with the run', () => {
  fc.assert(
    fc.property(everything, (trial) => {
      const { path, result } = recorded(trial);
      let time = 0;
      for (const step of path.steps) {
        expect(startOf(step)).toBe(time);
        expect(step.shares.reduce((sum, { length }) => sum + length, 0)).toBe(step.time - time);
        expect(step.time).toBeGreaterThanOrEqual(time);
        time = step.time;
      }
      expect(time).toBe(result.time);
    }),
    { numRuns: 200 },
  );
});

test('each step of a path is what was seen: both its ends are events of the run', () => {
  fc.assert(
    fc.property(everything, (trial) => {
      const { path, trace } = recorded(trial);
      const seen = new Set(trace.map(keyOf));
      for (const step of path.steps) {
        for (const key of eventsOf(step)) expect([key, seen.has(key)]).toEqual([key, true]);
      }
    }),
    { numRuns: 200 },
  );
});

test('to look for the path changes nothing of the run', () => {
  fc.assert(
    fc.property(everything, (trial) => {
      expect(recorded(trial).result.digest).toBe(simulate(trial, { observed: false }).result.digest);
    }),
    { numRuns: 50 },
  );
});

test('a service on the path takes exactly what was drawn for it, although the trace does not say when it began', () => {
  const plain = anyTrials.map(({ scenario, data }): Trial => {
    const { cluster } = scenario;
    return {
      data,
      scenario: { ...scenario, cluster: { ...cluster, servers: { ...cluster.servers, perValue: 0 } } },
    };
  });
  fc.assert(
    fc.property(plain, (trial) => {
      const { path, prepared } = recorded(trial);
      const { perPush, perPull } = trial.scenario.cluster.servers;
      const push = samplerOf(perPush, prepared.streams.stream('service/push'));
      const pull = samplerOf(perPull, prepared.streams.stream('service/pull'));
      for (const step of path.steps) {
        if (!step.kind.endsWith('-service')) continue;
        const drawn = (step.kind === 'push-service' ? push : pull).draw(step.worker, step.clock, step.shard);
        expect(step.time - startOf(step)).toBe(secondsToNanoseconds(drawn));
      }
    }),
    { numRuns: 200 },
  );
});

test('the path of bsp goes through the slowest clock of every round, and nothing else takes time where messages take none', () => {
  const slow = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), slow, fc.nat(1000), (workers, values, seed) => {
      const scenario = scenarioWith({
        seed,
        cluster: { workers, stragglers: [{ kind: 'delay', duration: { empirical: { values } } }] },
        workload: { model: 'none' },
        stop: { maxClocks: 6 },
      });
      const { path, trace } = recorded({ scenario, data: undefined });
      const clocks = path.steps.filter(({ kind }) => kind === 'clock');
      expect(clocks.map(({ clock }) => clock)).toEqual([0, 1, 2, 3, 4, 5]);
      for (const step of clocks) expect(step.time - startOf(step)).toBe(longestClock(trace, step.clock));
      expect(path.spent.computing).toBe(6e9);
      expect(path.spent.straggler).toBe(path.end - 6e9);
    }),
    { numRuns: 100 },
  );
});

test('what a slow machine adds and what a straggler adds to it are told apart', () => {
  const scenario = scenarioWith({
    cluster: {
      workers: [
        { count: 2, speed: 2 },
        { count: 1, speed: 0.5 },
      ],
      stragglers: [{ kind: 'constant', slowdown: 3, workers: [2] }],
    },
    workload: { model: 'none' },
    stop: { maxClocks: 1 },
  });
  // One second of work: 0.5 s at speed 2, 2 s at speed 0.5, and three times that with its straggler.
  const { path } = recorded({ scenario, data: undefined });
  expect(path.end).toBe(6e9);
  expect(path.spent).toMatchObject({ computing: 0.5e9, slowMachine: 1.5e9, straggler: 4e9 });
  expect(path.byWorker[2]).toEqual(path.spent);
  expect(path.steps.find(({ kind }) => kind === 'clock')!.slowed).toEqual({
    machine: 4,
    stragglers: 3,
    kinds: ['constant'],
  });
});

test('a run cut off by time says so of what came after its last update', () => {
  const scenario = scenarioWith({
    workload: { model: 'none' },
    stop: { maxClocks: undefined, maxTime: '2.5 s' },
  });
  const { path } = recorded({ scenario, data: undefined });
  expect(path.spent).toMatchObject({ computing: 2e9, limit: 0.5e9 });
});

test('the path of asp is that of one worker', () => {
  const asp = trials({
    algorithms: fc.constant(algorithmOf({ name: 'asp', options: {} }, { name: 'sum', options: {} })),
  });
  fc.assert(
    fc.property(asp, (trial) => {
      const { path } = recorded(trial);
      expect(new Set(path.steps.map(({ worker }) => worker)).size).toBeLessThanOrEqual(
        path.steps.some(({ kind }) => kind === 'limit') ? 2 : 1,
      );
    }),
  );
});

function longestClock(trace: readonly TraceEntry[], clock: number): number {
  const times = (kind: TrainingEvent['kind']) =>
    new Map(
      trace.flatMap(({ event, time }) =>
        event.kind === kind && 'worker' in event && event.clock === clock ? [[event.worker, time]] : [],
      ),
    );
  const started = times('clock-started');
  return Math.max(...[...times('clock-finished')].map(([worker, end]) => end - started.get(worker)!));
}

function keyOf({ time, event }: TraceEntry): string {
  const {
    kind,
    worker = '',
    clock = '',
    shard = '',
  } = event as { kind: string; worker?: number; clock?: number; shard?: number };
  return `${time} ${kind} ${worker} ${clock} ${kind === 'pulled' || kind.startsWith('p') ? shard : ''}`;
}

/** The events at both ends of a step, as far as its ends are events. */
function eventsOf(step: Step): readonly string[] {
  const { kind, worker, clock, time } = step;
  const start = startOf(step);
  const shard = step.shard < 0 ? '' : step.shard;
  const at = (when: number, event: string) => `${when} ${event} ${worker} ${clock} ${shard}`;
  switch (kind) {
    case 'clock':
      return [at(start, 'clock-started'), at(time, 'clock-finished')];
    case 'push-sent':
      return [at(start, 'push-sent'), at(time, 'push-arrived')];
    case 'pull-sent':
      return [at(start, 'pull-sent'), at(time, 'pull-arrived')];
    case 'answer-sent':
      return [at(start, 'pull-answered'), at(time, 'pulled')];
    case 'push-service':
      return [at(time, 'push-handled')];
    case 'pull-service':
      return [at(time, 'pull-answered')];
    case 'master':
      return [at(start, 'master-asked'), at(time, 'master-answered')];
    case 'gate': {
      const { released } = step;
      return [`${time} pull-released ${released!.worker} ${released!.clock} ${shard}`];
    }
    case 'detection':
      return [at(time, 'worker-evicted')];
    default:
      return [];
  }
}
