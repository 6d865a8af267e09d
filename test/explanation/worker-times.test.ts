import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanTime, WorkerTimes } from '../../src/explanation/worker-times.ts';
import { TrainingRun } from '../../src/simulation/index.ts';
import { timingTrials, trials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { prepareTrial } from '../../src/testing/trial.ts';

const anyTrials = fc.oneof(trials(), timingTrials());

test("the parts of each worker's time add up to the run's, and computing to what the run has booked as computing", () => {
  fc.assert(
    fc.property(fc.oneof(anyTrials, withFaults(anyTrials)), (trial) => {
      const prepared = prepareTrial(trial);
      const times = new WorkerTimes(prepared, trial.scenario.algorithms[0]!);
      const run = new TrainingRun(prepared, trial.scenario.algorithms[0]!, { observers: [times] });
      while (run.advance(1000));
      const result = run.result();
      times.result(result).forEach((time, worker) => {
        const { computing, slowMachine, straggler, communicating, gate, faults, idle } = time;
        const lost = result.faults ? result.faults.workers[worker]!.computeLost : 0;
        const { compute, communicate, wait, down } = result.workers[worker]!;
        expect(computing + slowMachine + straggler + communicating + gate + faults + idle).toBe(result.time);
        expect(computing + slowMachine + straggler + lost).toBe(compute);
        expect([communicating, gate, faults]).toEqual([communicate, wait, down + lost]);
        expect(Math.min(...Object.values(time))).toBeGreaterThanOrEqual(0);
      });
    }),
    { numRuns: 200 },
  );
});

test('the mean is over workers, part by part', () => {
  const one = { computing: 4, slowMachine: 0, straggler: 2, communicating: 1, gate: 0, faults: 0, idle: 3 };
  const other = { computing: 2, slowMachine: 2, straggler: 0, communicating: 1, gate: 5, faults: 0, idle: 0 };
  expect(meanTime([one, other])).toEqual({
    computing: 3,
    slowMachine: 1,
    straggler: 1,
    communicating: 1,
    gate: 2.5,
    faults: 0,
    idle: 1.5,
  });
});
