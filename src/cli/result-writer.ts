import type { ResultFile } from '../report/result-files.ts';
import type { ResultFolder } from './result-folder.ts';

/** Writing may take this part of the time; a study of thousands of runs would else do little but write its tables anew. */
const share = 0.05;

/** Brings a folder up to date while a study goes on: after the first run, then every now and then, and when asked to. */
export class ResultWriter {
  readonly #folder: ResultFolder;
  readonly #files: () => readonly ResultFile[];
  #nextAt = 0;
  #isBehind = false;

  /** `files`: what the folder should hold now. */
  constructor(folder: ResultFolder, files: () => readonly ResultFile[]) {
    this.#folder = folder;
    this.#files = files;
  }

  /** A run has ended. @throws InputError when the folder cannot be written. */
  update(): void {
    this.#isBehind = true;
    if (performance.now() >= this.#nextAt) this.flush();
  }

  /** @throws InputError when the folder cannot be written. */
  flush(): void {
    if (!this.#isBehind) return;
    const started = performance.now();
    this.#isBehind = false;
    this.#folder.write(this.#files());
    const ended = performance.now();
    this.#nextAt = ended + (ended - started) / share;
  }
}
