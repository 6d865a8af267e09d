import { totalmem } from 'node:os';
import { setTimeout } from 'node:timers/promises';
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

/** Looks until the memory of a run that was ended must be free. */
const mostLooks = 50;

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
  /** Bytes of the process without any run. */
  #idle = process.memoryUsage.rss();
  #timer: NodeJS.Timeout | undefined;
  /** Settles when the memory of a run that was ended is free; nothing is begun or ended before. */
  #freed: Promise<void> | undefined;

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
    await this.#freed;
    const ended = new AbortController();
    const running: Running = { hasBegun, ended };
    this.#running.add(running);
    this.#timer ??= setInterval(() => this.#look(), lookMs);
    try {
      return await work(left ? AbortSignal.any([left, ended.signal]) : ended.signal);
    } catch (error) {
      if (ended.signal.aborted) throw ended.signal.reason;
      throw isOutOfMemory(error) ? this.#tooMuch() : error;
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
    const { seconds } = this.#limits;
    const now = performance.now();
    for (const running of this.#running) {
      if (running.begunAt === undefined && running.hasBegun()) running.begunAt = now;
      if (now - (running.begunAt ?? now) > seconds * 1000) {
        running.ended.abort(new BadJob(`it took more than ${seconds} s (--time-limit)`));
      }
    }
    if (!this.#isTooMuch() || this.#freed) return;
    [...this.#running].at(-1)?.ended.abort(this.#tooMuch());
  }

  #isTooMuch(): boolean {
    return process.memoryUsage.rss() > this.#idle + this.#running.size * this.#limits.memory;
  }

  /** Waits until the process has given back what an ended run had. What it never gives back it has for the next run. */
  async #free(): Promise<void> {
    const end = this.#idle + (this.#running.size - 1 / 2) * this.#limits.memory;
    for (let k = 0; k < mostLooks && process.memoryUsage.rss() > end; k++) await setTimeout(lookMs);
    this.#idle = Math.max(this.#idle, process.memoryUsage.rss() - this.#running.size * this.#limits.memory);
    this.#freed = undefined;
  }

  #tooMuch(): BadJob {
    this.#freed ??= this.#free();
    const most = (this.#limits.memory / 1e9).toPrecision(3);
    return new BadJob(`it took more than ${most} GB of memory (--memory-limit)`);
  }
}

/** Whether a thread ended because of its objects, which it counts itself. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
