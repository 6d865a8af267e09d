import type { StopRequest } from '../execution/stop-request.ts';
import { exitCode } from './exit-code.ts';

/** The signals that ask the command to stop. */
export type StopSignal = keyof typeof exitCode.interrupted;

const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM'];

/**
 * npm passes a signal on to its child, which the terminal has sent it to already: one Ctrl-C arrives twice. Two that are this
 * close, in milliseconds, are one.
 */
const samePressMs = 400;

/** Thrown where the work is left because the user asked for it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: StopSignal;

  constructor(signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.signal = signal;
  }
}

/** Remembers that the user wants to stop, so that the work can end where its results are whole. */
export class Interrupt implements StopRequest {
  #signal: StopSignal | undefined;
  #askedAt = 0;
  #isBlocking = false;
  readonly #asked: Promise<never>;
  #reject: (reason: Interrupted) => void = () => {};

  constructor() {
    this.#asked = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.#asked.catch(() => {}); // nobody may be waiting
  }

  /** From now on a signal is a request; a second one ends the process at once. */
  listen(): void {
    for (const signal of signals) process.on(signal, this.#onSignal);
  }

  /** Signals have their usual effect again. */
  ignore(): void {
    for (const signal of signals) process.off(signal, this.#onSignal);
  }

  /** @throws Interrupted when the user has asked to stop. */
  check(): void {
    if (this.#signal) throw new Interrupted(this.#signal);
  }

  /** The result of `work`, unless the user asks to stop first. */
  orStop<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#asked]);
  }

  /**
   * Does what cannot be left halfway and may take long. No handler would be called meanwhile, so signals end the process
   * themselves: use it only while nothing is half written.
   */
  whileBlocking<T>(work: () => T): T {
    if (this.#isBlocking) return work();
    this.check();
    this.ignore();
    this.#isBlocking = true;
    try {
      return work();
    } finally {
      this.#isBlocking = false;
      this.listen();
    }
  }

  readonly #onSignal = (signal: StopSignal): void => {
    const now = performance.now();
    if (this.#signal === undefined) {
      this.#signal = signal;
      this.#askedAt = now;
      this.#reject(new Interrupted(signal));
    } else if (now - this.#askedAt > samePressMs) {
      process.exit(exitCode.interrupted[signal]);
    }
  };
}
