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

/** Milliseconds between two looks at the memory of the process. */
const lookMs = 200;

/** An equal part of three quarters of the machine's memory, or of what its container may have, for each of `runs` runs; in bytes. */
export function defaultMemory(runs: number): number {
  const constrained = process.constrainedMemory?.() ?? 0;
  const there = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return (sharedPart * there) / runs;
}

/** A run in hand: called when it has to be ended, with the reason. */
type End = (why: string) => void;

/** Ends runs that exceed the limits of a worker. Of several whose memory together is too much it ends the one that began last. */
export class LimitKeeper {
  readonly #limits: JobLimits;
  readonly #running = new Set<End>();
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
  async keep<T>(left: AbortSignal | undefined, work: (left: AbortSignal) => Promise<T>): Promise<T> {
    const { seconds } = this.#limits;
    const ended = new AbortController();
    const end: End = (why) => ended.abort(new BadJob(why));
    const timer = setTimeout(end, seconds * 1000, `it took more than ${seconds} s (--time-limit)`);
    this.#begin(end);
    try {
      return await work(left ? AbortSignal.any([left, ended.signal]) : ended.signal);
    } catch (error) {
      throw ended.signal.aborted ? ended.signal.reason : this.#said(error);
    } finally {
      clearTimeout(timer);
      this.#finish(end);
    }
  }

  #begin(end: End): void {
    this.#running.add(end);
    this.#timer ??= setInterval(() => this.#look(), lookMs);
  }

  #finish(end: End): void {
    this.#running.delete(end);
    if (this.#running.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const most = this.#idle + this.#running.size * this.#limits.memory;
    if (process.memoryUsage.rss() > most) [...this.#running].at(-1)?.(this.#tooMuch());
  }

  /** Objects are counted by the thread itself. */
  #said(error: unknown): unknown {
    const isOut = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    return isOut ? new BadJob(this.#tooMuch()) : error;
  }

  #tooMuch(): string {
    return `it took more than ${(this.#limits.memory / 1e9).toPrecision(3)} GB of memory (--memory-limit)`;
  }
}
