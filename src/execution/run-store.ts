import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode, withFile } from '../files/file-problem.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { RunOutcome } from '../simulation/run-result.ts';
import { unpackRun } from './packed-run.ts';

/**
 * Finished runs on the disk, each a file that its key names. A file is written under a temporary name and renamed, and carries its
 * own digest: what is there is whole, and what is not whole counts as not there. Any number of processes may share a store.
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
    withFile(this.path, () => mkdirSync(dirname(file), { recursive: true }), hint);
    writeWhole(file, packed, hint);
  }

  /** The run of a key; undefined where there is none, or none that is whole. */
  get(key: string): RunOutcome | undefined {
    const packed = this.getPacked(key);
    return packed && unpackRun(packed);
  }

  /** The bytes under a key, whole or not. */
  getPacked(key: string): Uint8Array | undefined {
    try {
      return readFileSync(this.#fileOf(key));
    } catch (error) {
      if (systemErrorCode(error) !== undefined) return undefined; // what cannot be read is made anew
      throw error;
    }
  }

  /** Keys begin with chance: 256 folders keep each of them small. */
  #fileOf(key: string): string {
    return join(this.path, key.slice(0, 2), `${key}.run`);
  }
}
