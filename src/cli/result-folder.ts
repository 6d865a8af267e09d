import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError, type Problem } from '../base/errors.ts';
import { withFile } from '../files/file-problem.ts';
import { sweepTemporaryFiles, temporaryPath } from '../files/temporary-files.ts';
import { filesListedIn } from '../report/manifest.ts';
import type { ResultFile } from '../report/result-files.ts';

const otherPlace = { hint: 'choose another place with --out' };

/**
 * The folder that receives a study's files. Only files that an earlier manifest lists, or that are not there yet, are ever
 * written; nothing is deleted but temporary files of processes that were killed.
 */
export class ResultFolder {
  readonly path: string;
  readonly #ours: Set<string>;

  private constructor(path: string, ours: Iterable<string>) {
    this.path = path;
    this.#ours = new Set(ours);
  }

  /**
   * Makes the folder where there is none and sees that `names` can be written there.
   * @throws InputError naming everything that is in the way.
   */
  static claim(path: string, names: readonly string[]): ResultFolder {
    withFile(path, () => makeFolder(path), otherPlace);
    const folder = new ResultFolder(path, listedFiles(path));
    const problems = names.flatMap((name) => folder.#obstacle(name) ?? []);
    if (problems.length > 0) throw new InputError(problems);
    folder.#tryWriting();
    sweepTemporaryFiles(path);
    return folder;
  }

  /**
   * Brings the folder up to date. All files are written under temporary names before the first is renamed, so that a full disk
   * leaves what was there; they are renamed in the order given, the manifest last.
   */
  write(files: readonly ResultFile[]): void {
    const problems = files.flatMap(({ name }) => this.#obstacle(name) ?? []);
    if (problems.length > 0) throw new InputError(problems);
    const temporary: string[] = [];
    try {
      for (const file of files) temporary.push(this.#writeTemporary(file));
      for (const { name } of files) {
        const place = join(this.path, name);
        withFile(place, () => renameSync(temporary[0]!, place), otherPlace);
        temporary.shift();
        this.#ours.add(name);
      }
    } catch (error) {
      for (const path of temporary) removeQuietly(path);
      throw error;
    }
  }

  #writeTemporary({ name, pieces }: ResultFile): string {
    const path = temporaryPath(join(this.path, `.${name}`));
    const place = join(this.path, name);
    try {
      withFile(place, () => writePieces(path, pieces()), {
        hint: 'what was there before is untouched',
      });
    } catch (error) {
      removeQuietly(path);
      throw error;
    }
    return path;
  }

  /** What keeps `name` from being written, or undefined. */
  #obstacle(name: string): Problem | undefined {
    const file = join(this.path, name);
    const there = withFile(file, () => lstatSync(file, { throwIfNoEntry: false }), otherPlace);
    if (!there || (this.#ours.has(name) && !there.isDirectory())) return undefined;
    return { file, message: 'is in the way and no manifest of an earlier run lists it', ...otherPlace };
  }

  #tryWriting(): void {
    const path = temporaryPath(join(this.path, '.probe'));
    withFile(this.path, () => closeSync(openSync(path, 'wx')), otherPlace);
    removeQuietly(path);
  }
}

/** Writes a file that must not be there yet. */
function writePieces(path: string, pieces: Iterable<string | Uint8Array>): void {
  const file = openSync(path, 'wx');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** Makes a folder and those above it. (Where the system makes none, as in /proc, mkdir's own `recursive` tries for ever.) */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** The files in `folder` that an earlier run wrote, going by its manifest. */
function listedFiles(folder: string): readonly string[] {
  const path = join(folder, 'manifest.json');
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there?.isFile()) return [];
  return filesListedIn(withFile(path, () => readFileSync(path, 'utf8'))) ?? [];
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // The reason why we are here is reported; a file left over under a temporary name harms nobody.
  }
}
