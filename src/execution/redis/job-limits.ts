import { totalmem } from 'node:os';
import { BadJob } from './bad-job.ts';

/** What a run may take of its worker. */
export interface JobLimits {
  /** Seconds of wall-clock time. */
  readonly seconds: number;
  /** Bytes of memory. */
  readonly memory: number;
}

/** Part of the machine's memory that all runs of a worker share where nothing else is said. */
const sharedPart = 0.75;

/** Milliseconds between two looks at the runs in hand. */
const lookMs = 200;

/** An equal part of three quarters of the machine's memory, or of what its container may have, for each of `runs` runs; in bytes. */
export function defaultMemory(runs: number): number {
  const constrained = process.constrainedMemory?.() ?? 0;
  const there = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return (sharedPart * there) / runs;
}

/** A run in hand. */
interface Running {
  /** Whether its thread is there and has begun with it. */
  readonly hasBegun: () => boolean;
  readonly ended: AbortController;
  /** When that was seen first, in milliseconds. */
  begunAt?: number;
}

/** Ends runs that exceed the limits of a worker. Of several whose memory together is too much it ends the one that was taken last. */
export class LimitKeeper {
  readonly #limits: JobLimits;
  readonly #running = new Set<Running>();
  /** Bytes of the process before it did anything. */
  readonly #idle = process.memoryUsage.rss();
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: JobLimits) {
    this.#limits = limits;
  }

  /**
   * Does `work`, which is to leave off when its signal says so.
   * @throws BadJob when it exceeds a limit.
   */
  async keep<T>(
    left: AbortSignal | undefined,
    hasBegun: () => boolean,
    work: (left: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const ended = new AbortController();
    const running: Running = { hasBegun, ended };
    this.#running.add(running);
    this.#timer ??= setInterval(() => this.#look(), lookMs);
    try {
      return await work(left ? AbortSignal.any([left, ended.signal]) : ended.signal);
    } catch (error) {
      throw ended.signal.aborted ? ended.signal.reason : this.#said(error);
    } finally {
      this.#running.delete(running);
      this.#rest();
    }
  }

  /** Looks no more while there is nothing to look at. */
  #rest(): void {
    if (this.#running.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const { seconds, memory } = this.#limits;
    const now = performance.now();
    for (const running of this.#running) {
      if (running.begunAt === undefined && running.hasBegun()) running.begunAt = now;
      if (now - (running.begunAt ?? now) > seconds * 1000) {
        running.ended.abort(new BadJob(`it took more than ${seconds} s (--time-limit)`));
      }
    }
    const all = [...this.#running];
    if (all.some(({ ended }) => ended.signal.aborted)) return; // its memory is not free yet
    const most = this.#idle + all.length * memory;
    if (process.memoryUsage.rss() > most) all.at(-1)?.ended.abort(this.#tooMuch());
  }

  /** Objects are counted by the thread itself. */
  #said(error: unknown): unknown {
    const isOut = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    return isOut ? this.#tooMuch() : error;
  }

  #tooMuch(): BadJob {
    const most = (this.#limits.memory / 1e9).toPrecision(3);
    return new BadJob(`it took more than ${most} GB of memory (--memory-limit)`);
  }
}
