import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';

/**
 * The password in `file`, which only its owner may read; a new one where there is none, or where others could have read it. It is kept so
 * that studies and workers go on after a restart.
 */
export function keptPassword(file: string): string {
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  const handle = openSync(file, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600);
  try {
    const isSecret = (fstatSync(handle).mode & 0o077) === 0;
    const known = readFileSync(handle, 'utf8').trim();
    if (isSecret && /^[0-9a-f]{48}$/.test(known)) return known;
    const password = randomBytes(24).toString('hex');
    fchmodSync(handle, 0o600);
    ftruncateSync(handle);
    writeSync(handle, `${password}\n`, 0);
    return password;
  } finally {
    closeSync(handle);
  }
}
