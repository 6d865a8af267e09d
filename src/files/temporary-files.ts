import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from './file-problem.ts';

/** Milliseconds after which nobody writes to a temporary file any more: its process was killed. */
const leftBehindMs = 3_600_000;

/** A path beside `file` that nobody else uses. */
export function temporaryPath(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Removes the temporary files in `folder` that processes have left behind that were killed. Does nothing where it may not. */
export function sweepTemporaryFiles(folder: string): void {
  for (const name of unlessRefused(() => readdirSync(folder)) ?? []) {
    if (/\.[0-9a-f]{12}\.tmp$/.test(name)) unlessRefused(() => removeLeftBehind(join(folder, name)));
  }
}

function removeLeftBehind(file: string): void {
  const there = lstatSync(file);
  if (there.isFile() && Date.now() - there.mtimeMs > leftBehindMs) rmSync(file);
}

/** The result of `work`; undefined where the file system refuses it. */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (systemErrorCode(error) !== undefined) return undefined;
    throw error;
  }
}
