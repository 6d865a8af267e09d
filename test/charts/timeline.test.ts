import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  base64,
  LaneState,
  LaneWriter,
  readLanes,
  type LaneState as State,
} from '../../src/charts/timeline/lanes.ts';
import { TimelineRecorder } from '../../src/charts/timeline/timeline-recorder.ts';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import { TrainingRun } from '../../src/simulation/index.ts';
import { timingTrials, trials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { type Outcome, prepareTrial, simulate, type Trial } from '../../src/testing/trial.ts';

const anyTrial = fc.oneof(trials(), timingTrials(), withFaults(timingTrials()));

/** The nanoseconds that each lane spent in each state, by the timeline of a run. */
function spentIn({ result, trace }: Outcome): readonly (readonly number[])[] {
  const recorder = new TimelineRecorder(result.workers.length, result.servers.length);
  for (const { event, time } of trace) recorder.observe(event, time);
  const { first, ends, states } = readLanes(recorder.finish({ algorithm: 'x', style: 0, time: result.time }));
  return Array.from({ length: first.length - 1 }, (_, lane) => {
    const spent = Array.from({ length: 7 }, () => 0);
    let from = 0;
    for (let k = first[lane]!; k < first[lane + 1]!; k++) {
      spent[states[k]!] = spent[states[k]!]! + ends[k]! - from;
      from = ends[k]!;
    }
    return spent;
  });
}

test('in its timeline a worker computes, communicates, waits, is down and idle for as long as its account says', () => {
  fc.assert(
    fc.property(anyTrial, (trial) => {
      const outcome = simulate(trial);
      const { workers, servers } = outcome.result;
      const lanes = spentIn(outcome);
      for (const [worker, { compute, communicate, wait, down, idle }] of workers.entries()) {
        const spent = lanes[worker]!;
        expect([spent[LaneState.computing], spent[LaneState.down], spent[LaneState.idle]]).toEqual([
          compute,
          down,
          idle,
        ]);
        expect(spent[LaneState.communicating]! + spent[LaneState.waiting]!).toBe(communicate + wait);
        // The account has what the shard waited for that parked the pull longest, the timeline what any shard did.
        if (servers.length === 1) expect(spent[LaneState.waiting]).toBe(wait);
        else expect(spent[LaneState.waiting]).toBeGreaterThanOrEqual(wait);
      }
    }),
    { numRuns: 80 },
  );
});

test('in its timeline a shard serves for as long as its utilisation says', () => {
  fc.assert(
    fc.property(fc.oneof(trials(), timingTrials()), (trial) => {
      const outcome = simulate(trial);
      const { workers, servers, time } = outcome.result;
      const lanes = spentIn(outcome);
      for (const [shard, { utilisation }] of servers.entries()) {
        const spent = lanes[workers.length + shard]!;
        const served = spent[LaneState.push]! + spent[LaneState.pull]!;
        expect(Math.abs(served - utilisation * time)).toBeLessThanOrEqual(1e-9 * time);
      }
    }),
    { numRuns: 80 },
  );
});

test('stretches read back as they were written', () => {
  const stretch = fc.tuple(
    fc.nat({ max: 6 }),
    fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 49 })),
  );
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 50 }), (stretches) => {
      const writer = new LaneWriter();
      for (const [state, duration] of stretches) writer.add(state as State, duration);
      const time = stretches.reduce((sum, [, duration]) => sum + duration, 0);
      const given = {
        algorithm: '',
        style: 0,
        time,
        workers: 1,
        shards: 0,
        stretches: base64(writer.bytes()),
      };
      const { ends, states } = readLanes(given);
      expect([...states]).toEqual(stretches.map(([state]) => state));
      expect([...ends]).toEqual(
        stretches.map((_, k) => stretches.slice(0, k + 1).reduce((sum, [, d]) => sum + d, 0)),
      );
    }),
  );
});

/** What the clockwork alone goes through. */
function replayed(trial: Trial, time: number): readonly TraceEntry[] {
  const prepared = prepareTrial(trial);
  const { objective: _, gap: __, ...stop } = trial.scenario.stop;
  const scenario = { ...prepared.scenario, stop: { ...stop, maxTime: time / 1e9 } };
  const trace: TraceEntry[] = [];
  const observers = [
    { observe: (event: TraceEntry['event'], at: number) => trace.push({ time: at, event }) },
  ];
  const run = new TrainingRun({ ...prepared, scenario, target: undefined }, trial.scenario.algorithms[0]!, {
    observers,
    isTimedOnly: true,
  });
  while (run.advance(1000));
  return trace;
}

test('the clockwork alone goes through the events of the run that learnt', () => {
  const seen = (trace: readonly TraceEntry[]) => trace.filter(({ event }) => event.kind !== 'evaluated');
  fc.assert(
    fc.property(fc.oneof(trials(), withFaults(trials())), (trial) => {
      const { result, trace } = simulate(trial);
      const known = seen(trace);
      expect(seen(replayed(trial, result.time)).slice(0, known.length)).toEqual(known);
    }),
    { numRuns: 60 },
  );
});
