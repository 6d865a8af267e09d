import { deepFreeze } from '../base/deep-freeze.ts';
import type { Problem } from '../base/errors.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import { checkScenario } from '../scenarios/check-scenario.ts';
import { type AnyDefinition, catalogueWith } from '../scenarios/definitions.ts';
import { parseScenario } from '../scenarios/parse-scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import {
  type Observer,
  type Prepared,
  type RunProgress,
  type RunResult,
  TrainingRun,
} from '../simulation/index.ts';
import type { PlannedRun } from './planned-run.ts';
import { type GivenData, Preparations } from './preparations.ts';
import { pending, resultOf, type StudyState, startStudy, withRun } from './study.ts';
import { designOf } from './study-design.ts';
import type { FinishedRun, StudyResult } from './study-result.ts';

/** A scenario as a program may have it: the text of a file (YAML or JSON), an object literal, or one that was parsed before. */
export type ScenarioInput = string | Scenario | Readonly<Record<string, unknown>>;

/** An observer of many runs, told which one it is about to see. What it is told is frozen. */
export interface StudyObserver extends Observer {
  /** Before the first event of a run. */
  runStarted?(run: PlannedRun): void;
}

/** What a study is given beside its scenario. */
export interface StudyOptions extends GivenData {
  /** What the scenario may name beside what comes with Laggard. */
  readonly register?: readonly AnyDefinition[];
  /** They see every training event, and change nothing. */
  readonly observers?: readonly StudyObserver[];
}

/** How far a study has come. */
export interface StudyProgress {
  readonly finished: number;
  readonly planned: number;
  /** Of the run that is under way, if one is. */
  readonly run: RunProgress | undefined;
}

/**
 * All runs of a scenario, in steps: `while (study.advance(10_000)) …` leaves the caller time to draw, to listen, to stop.
 * `simulate` makes them in one go.
 */
export class Study {
  /** Checked, with every default filled in, and without what its sweep changes. Frozen. */
  readonly scenario: Scenario;
  readonly #catalogue: Catalogue;
  readonly #observers: readonly StudyObserver[];
  readonly #oddities: readonly Problem[];
  readonly #preparations: Preparations;
  readonly #steps: Generator<undefined, void, number>;
  #run: TrainingRun | undefined;
  #state: StudyState<RunResult>;
  #result: StudyResult<RunResult>;

  /** @throws InputError with everything that is wrong with the scenario or with what is registered. */
  constructor(scenario: ScenarioInput, options: StudyOptions = {}) {
    this.#catalogue = catalogueWith(builtinCatalogue, options.register ?? []);
    const parsing = { catalogue: this.#catalogue };
    const parsed =
      typeof scenario === 'string' ? parseScenario(scenario, parsing) : checkScenario(scenario, parsing);
    this.scenario = deepFreeze(parsed.scenario);
    this.#oddities = parsed.warnings;
    this.#preparations = new Preparations(this.#catalogue, options);
    this.#observers = [...(options.observers ?? [])];
    this.#state = startStudy(deepFreeze(designOf(parsed)));
    this.#result = resultOf(this.#state);
    this.#steps = this.#makeRuns();
    this.#steps.next(0); // up to where it asks how many events it may handle
  }

  /** What is odd about the scenario, and as far as is known by now, about it on these data. */
  get warnings(): readonly Problem[] {
    return [...this.#oddities, ...this.#preparations.warnings];
  }

  /**
   * Handles up to `maxEvents` events, or takes one step of solving for the optimum. Returns whether there is more to do.
   * @throws InputError where the data are not there, or do not suit the scenario.
   */
  advance(maxEvents: number): boolean {
    return !this.#steps.next(maxEvents).done;
  }

  /** How far the study has come, at any moment between two calls of `advance`. */
  progress(): StudyProgress {
    const { runs, tuningRuns, planned } = this.#result;
    return { finished: runs.length + tuningRuns.length, planned, run: this.#run?.progress() };
  }

  /** What has finished; everything once `advance` has returned false. */
  result(): StudyResult<RunResult> {
    return this.#result;
  }

  /** Makes one run after another. Each `yield` gives control back, and gets the number of events to handle next. */
  *#makeRuns(): Generator<undefined, void, number> {
    let events = yield;
    for (let [planned] = pending(this.#state); planned; ) {
      const prepared = yield* this.#preparations.stepsFor(planned);
      this.#run = this.#start(deepFreeze(planned), prepared);
      while (this.#run.advance(events)) events = yield;
      this.#finish({ plan: planned, result: this.#run.result() });
      [planned] = pending(this.#state);
      if (planned) events = yield;
    }
  }

  #start(planned: PlannedRun, prepared: Prepared): TrainingRun {
    const observers = this.#observers;
    for (const observer of observers) observer.runStarted?.(planned);
    return new TrainingRun(prepared, planned.algorithm, { observers, catalogue: this.#catalogue });
  }

  #finish(run: FinishedRun<RunResult>): void {
    this.#run = undefined;
    this.#state = withRun(this.#state, run);
    this.#result = resultOf(this.#state);
  }
}
