import { FileError } from '../files/file-problem.ts';
import type { ResultFile } from '../report/result-files.ts';
import type { ResultFolder } from './result-folder.ts';

/** Writing may take this part of the time; a study of thousands of runs would else do little but write its tables anew. */
const share = 0.05;

/** Brings a folder up to date while a study goes on: after the first run, then every now and then, and when asked to. */
export class ResultWriter {
  readonly #folder: ResultFolder;
  readonly #files: () => readonly ResultFile[];
  readonly #onTrouble: (error: FileError) => void;
  #nextAt = 0;
  #isBehind = false;

  /** `files`: what the folder should hold now; `onTrouble` is told when it cannot be written before the end. */
  constructor(
    folder: ResultFolder,
    files: () => readonly ResultFile[],
    onTrouble: (error: FileError) => void,
  ) {
    this.#folder = folder;
    this.#files = files;
    this.#onTrouble = onTrouble;
  }

  /** A run has ended. A folder that cannot be written now may be written later. */
  update(): void {
    this.#isBehind = true;
    if (performance.now() < this.#nextAt) return;
    try {
      this.flush();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.#onTrouble(error);
    }
  }

  /** @throws InputError when the folder cannot be written. */
  flush(): void {
    if (!this.#isBehind) return;
    const started = performance.now();
    try {
      this.#folder.write(this.#files());
      this.#isBehind = false;
    } finally {
      const ended = performance.now();
      this.#nextAt = ended + (ended - started) / share;
    }
  }
}
