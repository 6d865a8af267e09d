import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFile } from '../files/file-problem.ts';
import { readPlainFile } from '../files/plain-file.ts';
import { sweepTemporaryFiles, unlessRefused } from '../files/temporary-files.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { RunOutcome } from '../simulation/run-result.ts';
import type { WantedRun } from './outcome-check.ts';
import { unpackRun } from './packed-run.ts';

/** Bytes of the largest entry that is read: 20 million points of a curve. */
const mostBytes = 2 ** 30;

/**
 * Finished runs on the disk, each a file that its key names. A file is written under a temporary name and renamed, and carries its
 * key and its own digest: whatever stands in its place, `get` gives the run that is wanted or nothing. Any number of processes may
 * share a store.
 */
export class RunStore {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * Keeps a run under its key.
   * @throws InputError when it cannot be written.
   */
  put(key: string, packed: Uint8Array): void {
    const file = this.#fileOf(key);
    const hint = { hint: 'what is finished is kept; LAGGARD_STORE names another place' };
    withFile(this.path, () => makePlaceFor(file), hint);
    writeWhole(file, packed, hint);
  }

  /** The run that is wanted; undefined where there is none that is whole. */
  get(wanted: WantedRun): RunOutcome | undefined {
    const packed = readPlainFile(this.#fileOf(wanted.key), mostBytes);
    return packed && unpackRun(wanted, packed);
  }

  /** Removes what processes have left half written that were killed. */
  sweep(): void {
    const folders = unlessRefused(() => readdirSync(this.path)) ?? [];
    for (const folder of folders) sweepTemporaryFiles(join(this.path, folder));
  }

  /** Keys begin with chance: 256 folders keep each of them small. */
  #fileOf(key: string): string {
    return join(this.path, key.slice(0, 2), `${key}.run`);
  }
}

/** Makes the folder of `file`, and sets aside what could not be replaced: a file in place of the folder, a folder in place of the file. */
function makePlaceFor(file: string): void {
  const folder = dirname(file);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) setAside(folder);
  mkdirSync(folder, { recursive: true });
  if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) setAside(file);
}

function setAside(path: string): void {
  renameSync(path, `${path}.${randomBytes(6).toString('hex')}.aside`);
}
