import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { suggestionFor } from '../base/suggest.ts';
import type { Fingerprint } from '../report/manifest.ts';
import { fileProblem, systemErrorCode } from './file-problem.ts';
import { gunzip } from './gzip.ts';
import { readable } from './readable-bytes.ts';

/** A file of data: where it is, and what messages and manifests call it. */
export interface DataFile {
  readonly path: string;
  readonly shown: string;
}

/** Takes the contents of a file, uncompressed, in pieces. */
export type Consumer = (contents: AsyncIterable<Uint8Array>) => Promise<void>;

/** Bytes that are read at once. */
const CHUNK_BYTES = 1 << 20;

/**
 * Streams a file, plain or gzipped, to a consumer without ever holding all of it. The fingerprint is of the bytes on the disk.
 * @throws InputError when it cannot be read or unpacked.
 */
export async function readDataFile(file: DataFile, consume: Consumer): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file.path, { highWaterMark: CHUNK_BYTES })) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    const isPacked = file.path.endsWith('.gz') || (await beginsLikeGzip(file.path));
    if (isPacked) await consumeWhole(gunzip(counted(), file.shown), file, consume);
    else await consume(readable(counted(), file.shown));
  } catch (error) {
    throw await readProblem(file, error);
  }
  return { path: file.shown, sha256: hash.digest('hex'), bytes };
}

/** Unpacked bytes in which damage is looked for behind the place where a consumer has given up. */
const MOST_BEHIND = 1 << 28;

/**
 * Goes on unpacking when the consumer has given up: in a damaged file the text is wrong where the damage is, and the damage is what the user
 * should hear of.
 */
async function consumeWhole(
  unpacked: AsyncGenerator<Uint8Array>,
  { shown }: DataFile,
  consume: Consumer,
): Promise<void> {
  // Without `return`, so that a consumer that gives up does not end the unpacking.
  const keptOpen = { [Symbol.asyncIterator]: () => ({ next: () => unpacked.next() }) };
  try {
    await consume(readable(keptOpen, shown));
  } catch (error) {
    let behind = 0;
    for await (const piece of unpacked) {
      behind += piece.length;
      if (behind > MOST_BEHIND) break;
    }
    throw error;
  }
}

/** Whether a regular file has gzip's first two bytes; what is none, such as a pipe, could not be read again from its beginning. */
async function beginsLikeGzip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    if (!(await handle.stat()).isFile()) return false;
    const { buffer, bytesRead } = await handle.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** What went wrong, in words where they help; any other error as it is. */
async function readProblem({ path, shown }: DataFile, error: unknown): Promise<unknown> {
  const code = systemErrorCode(error);
  if (code === 'ENOENT') {
    const meant = await similarName(path);
    return fileProblem(shown, error, meant === undefined ? {} : { hint: `did you mean ${meant}?` });
  }
  return code === undefined ? error : fileProblem(shown, error);
}

/** The name in the same folder that was probably meant. */
async function similarName(path: string): Promise<string | undefined> {
  try {
    return suggestionFor(basename(path), await readdir(dirname(path)));
  } catch {
    return undefined;
  }
}
