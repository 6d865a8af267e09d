import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Fingerprint } from '../report/manifest.ts';
import { decodedText } from './decoded-text.ts';
import { withFile } from './file-problem.ts';
import { portablePath } from './portable-path.ts';

/** A small file that the user named, in memory. */
export interface InputFile {
  readonly text: string;
  readonly fingerprint: Fingerprint;
}

/** @throws InputError when it cannot be read. */
export function readInputFile(file: string, hint?: string): InputFile {
  const bytes = withFile(file, () => readFileSync(file), hint === undefined ? {} : { hint });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    text: decodedText(bytes, file),
    fingerprint: { path: portablePath(file), sha256, bytes: bytes.length },
  };
}
