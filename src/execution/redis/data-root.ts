import { createHash } from 'node:crypto';
import { type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { shownText } from '../../base/offending-text.ts';
import { plainFileFlags } from '../../files/plain-file.ts';
import type { MaterialFile } from '../run-order.ts';
import { Refusal } from './run-job.ts';

/** Files looked at below a root: a root that is the whole disk is a mistake. */
const mostFiles = 100_000;

/** A digest, and what tells whether the file has changed since. */
interface KnownDigest {
  readonly stamp: string;
  readonly sha256: string;
}

/**
 * A folder in which files are found by what is in them, whatever they are called there. Only regular files are opened. Symbolic links are
 * not followed: what one leads to is found by itself if it is below the root, and is nobody's business if it is not.
 */
export class DataRoot {
  readonly #path: string;
  readonly #digests = new Map<string, KnownDigest>();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Where the file with this content is. `names`: which names it may have there.
   * @throws Refusal when it is nowhere below the root.
   */
  async find({ name, sha256, bytes }: MaterialFile, names = /./): Promise<string> {
    for (const path of this.#files()) {
      if (names.test(path) && (await this.#digestOf(path, bytes)) === sha256) return path;
    }
    throw new Refusal(
      `${shownText(name)} (SHA-256 ${sha256.slice(0, 16)}…) is not below the worker's --data folder`,
    );
  }

  /** Paths of the regular files, in a fixed order. */
  *#files(): Generator<string> {
    let count = 0;
    const folders = [realpathSync(this.#path)];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of entriesOf(folder)) {
        if (++count > mostFiles) {
          throw new Refusal(
            `the worker's --data folder holds more than ${mostFiles} files; name a smaller one`,
          );
        }
        const path = join(folder, entry.name);
        if (entry.isDirectory()) folders.push(path);
        else if (entry.isFile()) yield path;
      }
    }
  }

  /** The digest of a file that has as many bytes; undefined for any other, and for what cannot be read or has become something else. */
  async #digestOf(path: string, bytes: number): Promise<string | undefined> {
    if (lstatSync(path, { throwIfNoEntry: false })?.size !== bytes) return undefined;
    const handle = await open(path, plainFileFlags).catch(() => undefined);
    if (!handle) return undefined;
    try {
      const there = await handle.stat();
      if (!there.isFile() || there.size !== bytes || realpathSync(path) !== path) return undefined;
      const stamp = [there.ino, there.size, there.mtimeMs, there.ctimeMs].join();
      const known = this.#digests.get(path);
      if (known?.stamp === stamp) return known.sha256;
      const sha256 = await digestOf(handle);
      this.#digests.set(path, { stamp, sha256 });
      return sha256;
    } finally {
      await handle.close();
    }
  }
}

async function digestOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** What a folder holds, sorted by name; nothing where it cannot be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
