import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { unlessRefused } from './temporary-files.ts';

/** Never waits for the other end of a pipe, and follows no symbolic link; Windows knows neither. */
export const plainFileFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * The contents of a regular file; undefined where there is none, where it cannot be read or has more than `mostBytes`, and for
 * folders, links, pipes and devices.
 */
export function readPlainFile(path: string, mostBytes: number): Uint8Array | undefined {
  const descriptor = unlessRefused(() => openSync(path, plainFileFlags));
  if (descriptor === undefined) return undefined;
  try {
    const there = fstatSync(descriptor);
    if (!there.isFile() || there.size > mostBytes) return undefined;
    return unlessRefused(() => readUpTo(descriptor, there.size));
  } finally {
    closeSync(descriptor);
  }
}

/** The first `size` bytes, or all where there are fewer. */
function readUpTo(descriptor: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let read = -1; read !== 0 && at < size; at += read) {
    read = readSync(descriptor, bytes, at, size - at, null);
  }
  return bytes.subarray(0, at);
}
