import { assert } from './assert.ts';

/**
 * A kind of text file that a scenario may name beside its data: a profile of speeds, a record of times. The shell reads the text; this
 * definition parses it.
 */
export interface InputFormat<T = unknown> {
  /** Name of the kind in messages and docs: `speed profile`. */
  readonly name: string;
  /** A small file of this kind. */
  readonly example: string;
  /** Parses a text. `file`: its name in messages. @throws InputError naming file and line where the text is malformed. */
  parse(text: string, file: string): T;
}

/** Parsed contents of the files that a scenario names, by kind and by name as written in the scenario. */
export class InputFiles {
  readonly #contents = new Map<string, unknown>();

  /** Adds the parsed contents of the file that the scenario calls `name`. */
  add<T>(format: InputFormat<T>, name: string, content: T): void {
    this.#contents.set(keyOf(format, name), content);
  }

  /** Whether the file `name` has been added, read in that format. */
  has(format: InputFormat, name: string): boolean {
    return this.#contents.has(keyOf(format, name));
  }

  /** Returns the contents of a file, which must have been added. */
  contentOf<T>(format: InputFormat<T>, name: string): T {
    assert(this.has(format as InputFormat, name), () => `the ${format.name} ${name} has not been read`);
    return this.#contents.get(keyOf(format, name)) as T;
  }
}

function keyOf({ name: kind }: Pick<InputFormat, 'name'>, name: string): string {
  return `${kind}: ${name}`;
}
