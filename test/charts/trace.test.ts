import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TraceEvent, traceText } from '../../src/charts/trace/trace-event.ts';
import { TraceRecorder } from '../../src/charts/trace/trace-recorder.ts';
import { timingTrials, trials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { simulate, type Trial } from '../../src/testing/trial.ts';

const anyTrial = fc.oneof(trials(), timingTrials(), withFaults(timingTrials()));

/** The trace of a run as a reader gets it; `part`: how much of the run is recorded. */
function traceOf(trial: Trial, [from, to]: readonly [number, number]) {
  const { result, trace } = simulate(trial);
  const window = { from: Math.floor(from * result.time), to: Math.ceil(to * result.time) };
  const recorder = new TraceRecorder(0, 'x', result.workers.length, result.servers.length, window);
  for (const { event, time } of trace) recorder.observe(event, time);
  recorder.finish(result.time);
  const read = JSON.parse([...traceText(recorder.events)].join('')) as { traceEvents: TraceEvent[] };
  return { result, window, events: read.traceEvents.filter((event) => event.ph !== 'M') };
}

const parts = fc.constantFrom<[number, number]>([0, 1], [0, 0.5], [0.3, 0.7]);

test('in a trace timestamps do not decrease, slices nest, and every arrow that starts has one end, later and in the window', () => {
  fc.assert(
    fc.property(anyTrial, parts, (trial, part) => {
      const { events, window } = traceOf(trial, part);
      const open = new Map<string, number[]>();
      const started = new Map<number, number>();
      const ended = new Set<number>();
      let last = 0;
      for (const event of events) {
        expect(event.ts).toBeGreaterThanOrEqual(last);
        last = event.ts;
        expect(event.ts * 1000).toBeGreaterThanOrEqual(window.from - 1e-3);
        expect(event.ts * 1000).toBeLessThanOrEqual(window.to + 1e-3);
        if (event.ph === 'X') {
          const thread = `${event.pid}/${event.tid}`;
          const within = open.get(thread) ?? [];
          const tiny = 1e-9 * (1 + event.ts);
          while (within.length > 0 && within.at(-1)! <= event.ts + tiny) within.pop();
          const end = event.ts + event.dur;
          if (within.length > 0) expect(end).toBeLessThanOrEqual(within.at(-1)! + tiny);
          if (event.dur > 0) within.push(end);
          open.set(thread, within);
        } else if (event.ph === 's') {
          expect(started.has(event.id)).toBe(false);
          started.set(event.id, event.ts);
        } else if (event.ph === 'f') {
          expect(started.get(event.id)).toBeLessThanOrEqual(event.ts);
          expect(ended.has(event.id)).toBe(false);
          ended.add(event.id);
        }
      }
      expect(ended.size).toBe(started.size);
    }),
    { numRuns: 100 },
  );
});

test('in a whole trace workers compute for as long as their accounts say, and every push that was handled has its arrow', () => {
  fc.assert(
    fc.property(fc.oneof(trials(), timingTrials()), (trial) => {
      const { events, result } = traceOf(trial, [0, 1]);
      for (const [worker, { compute, communicate, wait }] of result.workers.entries()) {
        const spent = (category: string) =>
          events.reduce(
            (sum, event) =>
              event.ph === 'X' && event.pid === 1 && event.tid === worker && event.cat === category
                ? sum + Math.round(event.dur * 1000)
                : sum,
            0,
          );
        expect(spent('computing')).toBe(compute);
        expect(spent('communicating')).toBe(communicate + wait); // a wait lies within its pull
      }
      const arrows = events.filter(({ ph, name }) => ph === 's' && name === 'push').length;
      const services = events.filter((event) => event.ph === 'X' && event.cat === 'push').length;
      expect(arrows).toBe(services);
    }),
    { numRuns: 60 },
  );
});
