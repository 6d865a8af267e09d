import { assert } from './assert.ts';

/**
 * A kind of text file that a scenario may name beside its data: a profile of speeds, a record of times. The shell reads the text; what
 * it means is said here.
 */
export interface InputFormat<T = unknown> {
  /** What messages and the docs call it: `speed profile`. */
  readonly name: string;
  /** A small file of this kind. */
  readonly example: string;
  /** `file`: what messages call it. @throws InputError naming file and line where the text is not as it should be. */
  parse(text: string, file: string): T;
}

/** What stands in the files that a scenario names, by their kind and their names as written there. */
export class InputFiles {
  readonly #contents = new Map<string, unknown>();

  /** Notes what `parse` of `format` made of the file that the scenario calls `name`. */
  add<T>(format: InputFormat<T>, name: string, content: T): void {
    this.#contents.set(keyOf(format, name), content);
  }

  /** Whether the file `name` has been added, read in that format. */
  has(format: InputFormat, name: string): boolean {
    return this.#contents.has(keyOf(format, name));
  }

  /** The file must have been added. */
  contentOf<T>(format: InputFormat<T>, name: string): T {
    assert(this.has(format as InputFormat, name), () => `the ${format.name} ${name} has not been read`);
    return this.#contents.get(keyOf(format, name)) as T;
  }
}

function keyOf({ name: kind }: Pick<InputFormat, 'name'>, name: string): string {
  return `${kind}: ${name}`;
}
