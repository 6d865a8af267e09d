import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program to be timed, as a command line. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** One repetition, as the program itself measured it. */
export interface Measurement {
  /** Wall time of the work alone: start-up and preparation of data apart. */
  readonly seconds: number;
  /** Units of work done, in the row's unit (jobs, events, examples, bytes). */
  readonly work: number;
  /** What the work came to. Two runs of the same work give the same text. */
  readonly digest: string;
  /** Numbers that a row needs beside the time, such as bytes of memory. */
  readonly facts?: Readonly<Record<string, number>>;
}

/** The program cannot run on this machine: a package is not installed. */
export class MissingReference extends Error {
  override readonly name = 'MissingReference';
}

type Answer = Partial<Measurement> & { readonly ready?: boolean; readonly missing?: string };

/**
 * A running program. It prepares itself once and says so, then does its work each time it is told to, so that the
 * repetitions of two programs can alternate without either paying for its start again.
 *
 * Protocol: the program prints `{"ready": true}`; for every line that it reads it runs once and prints a measurement; at the
 * end of its input it leaves. `{"missing": "PACKAGE"}` says that it cannot run.
 */
export class Subject {
  readonly program: Program;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #complaints = '';
  #failure: Error | undefined;

  private constructor(program: Program) {
    this.program = program;
    this.#child = spawn(program.command, program.args, { env: program.env ?? process.env });
    this.#child.once('error', (error) => {
      this.#failure = error;
    });
    this.#child.stdin.on('error', () => {}); // a program that died is reported when its answer is missing
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4000);
    });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Starts the program and waits until it is prepared. */
  static async start(program: Program): Promise<Subject> {
    const subject = new Subject(program);
    await subject.#answer();
    return subject;
  }

  /** One repetition. */
  async run(): Promise<Measurement> {
    this.#child.stdin.write('run\n');
    const { seconds, work, digest, facts } = await this.#answer();
    if (seconds === undefined || work === undefined || digest === undefined) {
      throw new Error(`${this.program.name} gave an incomplete measurement`);
    }
    return { seconds, work, digest, ...(facts ? { facts } : {}) };
  }

  /** Lets the program leave; waits until it has. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.pid === undefined) return;
    const left = new Promise<void>((resolve) => this.#child.once('close', () => resolve()));
    this.#child.stdin.end();
    await left;
  }

  async #answer(): Promise<Answer> {
    const { value, done } = await this.#answers.next();
    if (this.#failure) {
      throw new MissingReference(`${this.program.command} does not start: ${this.#failure.message}`);
    }
    if (done) throw new Error(`${this.program.name} ended early:\n${this.#complaints}`);
    const answer = JSON.parse(value) as Answer;
    if (answer.missing) throw new MissingReference(answer.missing);
    return answer;
  }
}
