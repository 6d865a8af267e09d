import pc from 'picocolors';
import { visibleText } from '../base/visible-text.ts';
import { type Paint, plain } from '../report/paint.ts';
import { markedPaint, withColours } from './colours.ts';

const defaultWidth = 120;

/**
 * The two streams that the user reads, and the only way to them: whatever a text comes from, what cannot be seen in it is shown escaped, so that
 * no name, value or message moves the cursor, turns the line round or colours it. A reader that goes away (`| head`) is no reason to stop: what it would have read is
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
    if (!this.#outGone) write(process.stdout, text);
  }

  /** Remarks for a person, which `--quiet` silences. */
  remark(text: string): void {
    if (!this.#quiet) write(process.stderr, text);
  }

  /** Errors, which nothing silences. */
  complain(text: string): void {
    write(process.stderr, text);
  }

  /** Characters in a line of stdout. */
  get width(): number {
    return process.stdout.columns ?? defaultWidth;
  }

  /** Colours, where stdout is a terminal that has them. */
  get paint(): Paint {
    return process.stdout.isTTY && pc.isColorSupported ? markedPaint : plain;
  }
}

/** Where a bar may be drawn, which moves the cursor itself; undefined unless stderr is a terminal. Texts in it must be visible. */
export function drawingStream(): NodeJS.WriteStream | undefined {
  return process.stderr.isTTY ? process.stderr : undefined;
}

/** A text as lines of a terminal. */
function write(stream: NodeJS.WriteStream, text: string): void {
  const shown = withColours(text, visibleText);
  stream.write(shown.endsWith('\n') ? shown : `${shown}\n`);
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
