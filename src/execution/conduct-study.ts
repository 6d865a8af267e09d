import { setImmediate } from 'node:timers/promises';
import type { Problem } from '../base/errors.ts';
import type { RunOutcome } from '../simulation/run-result.ts';
import type { PlannedRun } from '../studies/planned-run.ts';
import { pending, type StudyState, withRun } from '../studies/study.ts';
import type { FinishedRun } from '../studies/study-result.ts';
import type { Executor, ExecutorListener, RunInHand } from './executor.ts';
import type { RunFailure } from './run-failure.ts';
import type { RunOrder } from './run-order.ts';
import type { RunStore } from './run-store.ts';
import type { StopRequest } from './stop-request.ts';

/** A run that came to nothing. */
export interface FailedRun {
  readonly plan: PlannedRun;
  readonly failure: RunFailure;
}

/** Where a study stands. */
export interface StudyStatus {
  readonly study: StudyState;
  /** Finished runs that came from the store. */
  readonly restored: number;
  readonly failed: readonly FailedRun[];
  readonly inHand: readonly RunInHand[];
  readonly place: string;
}

/** What a study needs to be conducted. */
export interface ConductContext {
  readonly store: RunStore;
  /** Whether runs are made even if the store has them. */
  readonly fresh: boolean;
  readonly stop: StopRequest;
  /** Which runs are made; default: all. */
  readonly only?: (planned: PlannedRun) => boolean;
  readonly orderOf: (planned: PlannedRun) => RunOrder;
  /** Called once, when the first run has to be made. */
  readonly executor: (listener: ExecutorListener) => Executor;
  /** Told a few times a second. */
  readonly onStatus?: (status: StudyStatus) => void;
  readonly onRun?: (run: FinishedRun, study: StudyState) => void;
  readonly onWarnings?: (problems: readonly Problem[]) => void;
}

/** What became of a study. */
export interface ConductedStudy extends Omit<StudyStatus, 'inHand' | 'place'> {}

/** Milliseconds between two looks at what is in hand. */
const lookMs = 100;

/** Milliseconds of reading from the store between two looks at whether the user wants to stop. */
const stopLookMs = 30;

/**
 * Makes every run that `study` wants, and those that it wants then, in any order: from the store where it has them, else by the
 * executor. A run that fails is left out and reported.
 * @throws what stops the study as a whole: the user, bad input, a disk that is full. Finished runs are in the store by then.
 */
export async function conductStudy(study: StudyState, context: ConductContext): Promise<ConductedStudy> {
  const conductor = new Conductor(study, context);
  const timer = setInterval(() => conductor.tell(), lookMs);
  try {
    return await conductor.run();
  } finally {
    clearInterval(timer);
    await conductor.close();
  }
}

class Conductor implements ExecutorListener {
  readonly #context: ConductContext;
  #study: StudyState;
  #restored = 0;
  readonly #failed: FailedRun[] = [];
  /** Indices of all runs that have been looked after. */
  readonly #taken = new Set<number>();
  /** What the executor has been given, by key; several runs where the study has equal ones. */
  readonly #awaited = new Map<string, PlannedRun[]>();
  #executor: Executor | undefined;
  #breakage: { readonly error: unknown } | undefined;
  #wake = () => {};

  constructor(study: StudyState, context: ConductContext) {
    this.#study = study;
    this.#context = context;
  }

  async run(): Promise<ConductedStudy> {
    for (
      let wanted = this.#untaken();
      wanted.length > 0 || this.#awaited.size > 0;
      wanted = this.#untaken()
    ) {
      if (wanted.length > 0) await this.#lookAfter(wanted);
      else await this.#context.stop.orStop(this.#news());
      if (this.#breakage) throw this.#breakage.error;
    }
    return { study: this.#study, restored: this.#restored, failed: this.#failed };
  }

  /** Tells how the study stands. */
  tell(): void {
    this.#context.onStatus?.({
      study: this.#study,
      restored: this.#restored,
      failed: this.#failed,
      inHand: this.#executor?.inHand ?? [],
      place: this.#executor?.place ?? '',
    });
  }

  async close(): Promise<void> {
    await this.#executor?.close();
  }

  finished({ key }: RunOrder, outcome: RunOutcome): void {
    try {
      for (const plan of this.#settled(key)) this.#add({ plan, result: outcome });
    } catch (error) {
      this.broken(error);
    }
  }

  failed({ key }: RunOrder, failure: RunFailure): void {
    for (const plan of this.#settled(key)) this.#failed.push({ plan, failure });
  }

  warned(problems: readonly Problem[]): void {
    this.#context.onWarnings?.(problems);
  }

  broken(error: unknown): void {
    this.#breakage ??= { error };
    this.#wake();
  }

  #untaken(): readonly PlannedRun[] {
    const { only = () => true } = this.#context;
    return pending(this.#study).filter((planned) => !this.#taken.has(planned.index) && only(planned));
  }

  /** Takes runs from the store, and has those made that it does not have. */
  async #lookAfter(wanted: readonly PlannedRun[]): Promise<void> {
    const { fresh, store, stop, orderOf } = this.#context;
    const orders: RunOrder[] = [];
    let lookedAt = Number.NEGATIVE_INFINITY;
    for (const planned of wanted) {
      if (performance.now() - lookedAt > stopLookMs) {
        await setImmediate(); // signals are delivered here
        lookedAt = performance.now();
      }
      stop.check();
      this.#taken.add(planned.index);
      const order = orderOf(planned);
      const result = fresh ? undefined : store.get(order);
      const waiting = this.#awaited.get(order.key);
      if (result) {
        this.#restored++;
        this.#add({ plan: planned, result });
      } else if (waiting) {
        waiting.push(planned);
      } else {
        this.#awaited.set(order.key, [planned]);
        orders.push(order);
      }
    }
    if (orders.length === 0) return;
    this.#executor ??= this.#context.executor(this);
    this.#executor.take(orders);
  }

  #settled(key: string): readonly PlannedRun[] {
    const plans = this.#awaited.get(key) ?? [];
    this.#awaited.delete(key);
    this.#wake();
    return plans;
  }

  #add(run: FinishedRun): void {
    this.#study = withRun(this.#study, run);
    this.#context.onRun?.(run, this.#study);
  }

  /** Waits until a run has ended, or all is lost. */
  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
