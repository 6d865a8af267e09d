import pc from 'picocolors';
import { type Paint, plain } from '../report/paint.ts';

const defaultWidth = 120;

/**
 * The two streams that the user reads. A reader that goes away (`| head`) is no reason to stop: what it would have read is
 * dropped, the results are still written.
 */
export class Terminal {
  readonly #quiet: boolean;
  #outGone = false;

  constructor({ quiet }: { readonly quiet: boolean }) {
    this.#quiet = quiet;
    onceGone(process.stdout, () => {
      this.#outGone = true;
    });
    onceGone(process.stderr, () => {});
  }

  /** Results: what a pipe or a file is meant to receive. */
  print(text: string): void {
    if (!this.#outGone) process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Remarks for a person, which `--quiet` silences. */
  remark(text: string): void {
    if (!this.#quiet) process.stderr.write(`${text}\n`);
  }

  /** Errors, which nothing silences. */
  complain(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** Characters in a line of stdout. */
  get width(): number {
    return process.stdout.columns ?? defaultWidth;
  }

  /** Colours, where stdout is a terminal that has them. */
  get paint(): Paint {
    return process.stdout.isTTY ? pc.createColors(pc.isColorSupported) : plain;
  }
}

const watched = new WeakSet<NodeJS.WriteStream>();

/** Calls `whenGone` when the other end of the stream is closed; other errors are thrown as ever. */
function onceGone(stream: NodeJS.WriteStream, whenGone: () => void): void {
  if (watched.has(stream)) return;
  watched.add(stream);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    whenGone();
  });
}
