import type { Scenario } from '../../src/scenarios/scenario.ts';
import type { RunResult, WorkerResult } from '../../src/simulation/run-result.ts';
import { pending, resultOf as resultOfStudy, startStudy, withRun } from '../../src/studies/study.ts';
import { designOf, type StudyDesign } from '../../src/studies/study-design.ts';
import type { StudyResult } from '../../src/studies/study-result.ts';

/** A scenario of the given algorithms; everything else is as plain as it can be. */
export function scenarioOf(labels: readonly string[], rest: Partial<Scenario> = {}): Scenario {
  return {
    name: 'fixture',
    description: '',
    seed: 7,
    replications: 1,
    cluster: {
      workers: [{ count: 2, speed: 1 }],
      servers: { count: 1, perPush: 0, perPull: 0, perValue: 0 },
      network: {
        latency: 0,
        bandwidth: 'unlimited',
        contention: 'none',
        headerBytes: 64,
        valueBytes: 8,
        indexBytes: 4,
      },
      stragglers: [],
    },
    workload: {
      model: 'none',
      parameters: 10,
      batchesPerClock: 1,
      computeTime: { perBatch: 1, perExample: 0, perNonzero: 0 },
    },
    stop: { maxClocks: 3 },
    algorithms: labels.map((label) => ({ name: label, label, protocol: 'asp', rule: 'sum' })),
    ...rest,
  };
}

/** How a worker spent two seconds. */
export const someWorker: WorkerResult = {
  speed: 1,
  clocks: 3,
  compute: 1_000_000_001,
  communicate: 500_000_000,
  wait: 499_999_999,
  down: 0,
  idle: 0,
  stalenessMean: 0.5,
  stalenessMax: 1,
};

/** A run of two seconds that reached its target after 4 updates. */
export function resultOf(rest: Partial<RunResult> = {}): RunResult {
  return {
    algorithm: 'bsp',
    protocol: 'bsp',
    rule: 'average',
    pushWeight: 0.5,
    stalenessBound: 0,
    learningRate: 0.1,
    seed: 7,
    replication: 1,
    status: 'converged',
    time: 2_000_000_000,
    updates: 4,
    clocksMin: 2,
    clocksMax: 2,
    objective: 0.25,
    accuracy: 0.875,
    testLoss: undefined,
    stalenessMean: 0.5,
    stalenessMax: 1,
    versionStalenessMean: 0.5,
    staleness: [
      { from: 0, to: 0, count: 2 },
      { from: 1, to: 1, count: 2 },
    ],
    bytesPushed: 1000,
    bytesPulled: 2000,
    events: 99,
    digest: 'ab'.repeat(32),
    curve: [
      { time: 0, updates: 0, clocksMin: 0, clocksMax: 0, objective: 0.7, accuracy: 0.5, testLoss: undefined },
      {
        time: 2_000_000_000,
        updates: 4,
        clocksMin: 2,
        clocksMax: 2,
        objective: 0.25,
        accuracy: 0.875,
        testLoss: undefined,
      },
    ],
    workers: [someWorker, { ...someWorker, speed: 0.5 }],
    servers: [
      {
        utilisation: 0.1,
        queueMean: 0,
        waitMeanSeconds: 0,
        messages: 8,
        bytesIn: 1000,
        bytesOut: 2000,
        versionsMax: undefined,
        versionsBytesMax: undefined,
      },
    ],
    parameters: new Float64Array(0),
    ...rest,
  };
}

/** The design of a study without a sweep. */
export function designFor(scenario: Scenario): StudyDesign {
  return designOf({ scenario, document: { ...scenario }, paths: [], points: [{ values: [], scenario }] });
}

/** A study in which the algorithms called `label` ended as said. */
export function studyOf(
  endings: readonly (Partial<RunResult> & { readonly algorithm: string })[],
  rest: Partial<Scenario> = {},
): StudyResult {
  const scenario = scenarioOf(
    endings.map(({ algorithm }) => algorithm),
    rest,
  );
  let study = startStudy(designFor(scenario));
  for (const [k, plan] of pending(study).entries()) {
    if (endings[k]) study = withRun(study, { plan, result: resultOf(endings[k]) });
  }
  return resultOfStudy(study);
}

/** A study in which the replications of each algorithm ended as said, in order; where there are fewer than most, the others are not made. */
export function replicatedStudy(
  endings: Readonly<Record<string, readonly Partial<RunResult>[]>>,
  rest: Partial<Scenario> = {},
): StudyResult {
  const replications = Math.max(...Object.values(endings).map(({ length }) => length));
  let study = startStudy(designFor(scenarioOf(Object.keys(endings), { replications, ...rest })));
  for (const plan of pending(study)) {
    const { algorithm, replication } = plan;
    const ending = endings[algorithm.label]![replication - 1];
    const result = { algorithm: algorithm.label, replication, ...ending };
    if (ending) study = withRun(study, { plan, result: resultOf(result) });
  }
  return resultOfStudy(study);
}
