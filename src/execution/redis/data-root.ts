import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MaterialFile } from '../run-order.ts';
import { Refusal } from './run-job.ts';

/** Files looked at below a root: a root that is the whole disk is a mistake. */
const mostFiles = 100_000;

/** A folder in which files are found by what is in them, whatever they are called there. */
export class DataRoot {
  readonly #path: string;
  readonly #found = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Where the file with this content is.
   * @throws Refusal when it is nowhere below the root.
   */
  async find({ name, sha256, bytes }: MaterialFile): Promise<string> {
    const known = this.#found.get(sha256);
    if (known !== undefined) return known;
    for (const path of this.#filesOfSize(bytes)) {
      if ((await digestOf(path)) !== sha256) continue;
      this.#found.set(sha256, path);
      return path;
    }
    throw new Refusal(`${name} (SHA-256 ${sha256.slice(0, 16)}…) is not below the worker's --data folder`);
  }

  /** Paths of the files with as many bytes, in a fixed order. */
  #filesOfSize(bytes: number): readonly string[] {
    const names = readdirSync(this.#path, { recursive: true, encoding: 'utf8' });
    if (names.length > mostFiles) {
      throw new Refusal(`the worker's --data folder holds more than ${mostFiles} files; name a smaller one`);
    }
    const paths = names.sort().map((name) => join(this.#path, name));
    return paths.filter((path) => {
      const there = statSync(path, { throwIfNoEntry: false });
      return there?.isFile() && there.size === bytes;
    });
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
