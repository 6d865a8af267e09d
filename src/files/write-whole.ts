import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Problem } from '../base/errors.ts';
import { withFile } from './file-problem.ts';
import { temporaryPath } from './temporary-files.ts';

/**
 * Writes under a temporary name and renames: the file is there as a whole, or as it was. Its folder must be there.
 * @throws InputError with `rest` when it cannot be written.
 */
export function writeWhole(file: string, content: string | Uint8Array, rest?: Partial<Problem>): void {
  const temporary = temporaryPath(file);
  try {
    withFile(temporary, () => writeFileSync(temporary, content, { flag: 'wx' }), rest);
    withFile(file, () => renameSync(temporary, file), rest);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
