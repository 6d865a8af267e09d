import { assert } from '../base/assert.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import { type Observer, type Prepared, preparedFor, TrainingRun } from '../simulation/index.ts';
import type { PlannedRun, StudyPoint } from '../studies/planned-run.ts';
import { leastReplications } from '../studies/replications.ts';
import { pending, resultOf, type StudyState, startStudy, withRun } from '../studies/study.ts';
import type { StudyDesign } from '../studies/study-design.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import { criticalPath } from './critical-path.ts';
import { effectOf, ranked } from './effect.ts';
import { efficiencySplit } from './efficiency-split.ts';
import type { Explained, ExplainedRun } from './explained.ts';
import { PathRecorder } from './path-recorder.ts';
import { type WhatIf, whatIfsFor } from './what-ifs.ts';
import { WorkerTimes } from './worker-times.ts';

/** What an explanation needs beside the design of its study. */
export interface ExplanationOptions {
  readonly catalogue: Catalogue;
  /** Machines, stragglers and data of a run. @throws InputError where the data do not suit the scenario. */
  readonly prepare: (planned: PlannedRun) => Prepared;
  /** Whether it is also asked what would have happened otherwise. */
  readonly whatIfs: boolean;
}

/** How far an explanation has come. */
export interface ExplanationProgress {
  readonly finished: number;
  /** As far as is known. */
  readonly planned: number;
  /** What is being run: `bsp, twice the bandwidth`. */
  readonly doing: string;
}

/** An algorithm whose first run has been looked at. */
interface Observed extends Omit<ExplainedRun, 'effects'> {
  readonly whatIfs: readonly WhatIf[];
}

/** The steps that lead to a T; each `yield` gets the number of events to handle next. */
type Steps<T> = Generator<undefined, T, number>;

/**
 * Explains the runs of one point of a study, in steps as `Study` makes them: all runs of the point, the first of each algorithm looked at
 * closely, and then all of them again under each change that might have made a difference.
 */
export class Explanation {
  readonly #options: ExplanationOptions;
  readonly #steps: Steps<Explained>;
  #state: StudyState;
  readonly #observed: Observed[] = [];
  /** By algorithm and change, in the order of the replications. */
  readonly #changed = new Map<string, FinishedRun[]>();
  #speeds: Float64Array = new Float64Array(0);
  #finished = 0;
  #doing = '';
  #result: Explained | undefined;

  constructor(design: StudyDesign, point: StudyPoint, options: ExplanationOptions) {
    this.#options = options;
    this.#state = startStudy(atPoint(design, point));
    this.#steps = this.#makeAll();
    this.#steps.next(0); // up to where it asks how many events it may handle
  }

  /** Handles up to `maxEvents` events. Returns whether there is more to do. @throws InputError where the data do not suit the scenario. */
  advance(maxEvents: number): boolean {
    const step = this.#steps.next(maxEvents);
    if (step.done) this.#result = step.value;
    return !step.done;
  }

  /** How far it has come, at any moment between two calls of `advance`. */
  progress(): ExplanationProgress {
    const { planned, runs } = resultOf(this.#state);
    const changes = runs.reduce((sum, { plan }) => sum + this.#whatIfsOf(plan).length, 0);
    return { finished: this.#finished, planned: planned + changes, doing: this.#doing };
  }

  /** What was found, once `advance` has returned false. */
  result(): Explained {
    assert(this.#result !== undefined, 'the result of an explanation that has not ended');
    return this.#result;
  }

  *#makeAll(): Steps<Explained> {
    yield;
    for (let [planned] = pending(this.#state); planned; [planned] = pending(this.#state)) {
      const isFirst = planned.purpose === 'compare' && planned.replication === 1;
      const run = yield* isFirst ? this.#observe(planned) : this.#make(planned, planned.algorithm.label);
      this.#state = withRun(this.#state, run);
    }
    const study = resultOf(this.#state);
    // Runs of one replication share their preparation.
    const inTurn = [...study.runs].sort((a, b) => a.plan.replication - b.plan.replication);
    for (const { plan } of inTurn) yield* this.#makeChanged(plan);
    return this.#found(study);
  }

  /** A run, with what led to its end, where the time of its workers went, and what is to be asked about it. */
  *#observe(planned: PlannedRun): Steps<FinishedRun> {
    const { algorithm, point } = planned;
    const prepared = this.#options.prepare(planned);
    const recorder = new PathRecorder(prepared, algorithm);
    const times = new WorkerTimes(prepared, algorithm);
    const run = yield* this.#make(planned, algorithm.label, prepared, [recorder, times]);
    const { result } = run;
    const path = criticalPath(recorder.lastStep(result.time), result.time, prepared.workerCount);
    const { whatIfs, catalogue } = this.#options;
    const replications = leastReplications(point.scenario.replications);
    const asked = whatIfs
      ? whatIfsFor(preparedFor(prepared, algorithm), algorithm, path, catalogue, replications)
      : [];
    this.#speeds = prepared.speeds;
    this.#observed.push({ run, path, workers: times.result(result), whatIfs: asked });
    return run;
  }

  /** The runs of an algorithm in one replication, under every change. */
  *#makeChanged(plan: PlannedRun): Steps<void> {
    for (const { name, change, algorithm = plan.algorithm } of this.#whatIfsOf(plan)) {
      const own = preparedFor(this.#options.prepare(plan), algorithm);
      // Its own system is part of what has been prepared, and changed.
      const { servers: _, costs: __, ...bare } = algorithm;
      const label = `${plan.algorithm.label}, ${name}`;
      const changed = { ...plan, algorithm: bare as AlgorithmSpec };
      const run = yield* this.#make(changed, label, change ? change(own) : own);
      const key = keyOf(plan, name);
      this.#changed.set(key, [...(this.#changed.get(key) ?? []), run]);
    }
  }

  *#make(
    plan: PlannedRun,
    doing: string,
    prepared = this.#options.prepare(plan),
    observers: readonly Observer[] = [],
  ): Steps<FinishedRun> {
    this.#doing = doing;
    let events = yield;
    const run = new TrainingRun(prepared, plan.algorithm, { catalogue: this.#options.catalogue, observers });
    while (run.advance(events)) events = yield;
    this.#finished += 1;
    const { parameters: _, ...result } = run.result();
    return { plan, result };
  }

  #whatIfsOf({ algorithm }: PlannedRun): readonly WhatIf[] {
    const observed = this.#observed.find(({ run }) => run.plan.algorithm.label === algorithm.label);
    return observed?.whatIfs ?? [];
  }

  #found(study: StudyResult): Explained {
    const runsOf = (label: string) => study.runs.filter(({ plan }) => plan.algorithm.label === label);
    const algorithms = this.#observed.map(({ whatIfs, ...observed }): ExplainedRun => {
      const { plan } = observed.run;
      const base = runsOf(plan.algorithm.label);
      const effects = whatIfs.map(({ name }) => effectOf(name, base, this.#changed.get(keyOf(plan, name))!));
      return { ...observed, effects: ranked(effects) };
    });
    const [first, ...others] = algorithms.map(({ run }) => runsOf(run.plan.algorithm.label));
    const splits = others.map((runs) => efficiencySplit(first!, runs));
    return { study, speeds: this.#speeds, algorithms, splits };
  }
}

function keyOf({ algorithm }: PlannedRun, whatIf: string): string {
  return `${algorithm.label}/${whatIf}`;
}

/** The design of the study of one point, with as many replications as it has at least. */
function atPoint(design: StudyDesign, point: StudyPoint): StudyDesign {
  const replications = leastReplications(point.scenario.replications);
  const scenario = { ...point.scenario, replications };
  const { scenario: whole, document, paths, tunings } = design;
  const here = tunings?.filter((tuning) => tuning.point === point.index);
  return {
    scenario: { ...whole, replications },
    document,
    paths,
    points: [{ ...point, index: 0, scenario }],
    ...(here && { tunings: here.map((tuning) => ({ ...tuning, point: 0 })) }),
  };
}
