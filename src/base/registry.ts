import { assert } from './assert.ts';
import { InputError } from './errors.ts';
import type { Definition } from './options.ts';
import { suggestionFor } from './suggest.ts';

/** The things of one kind that a scenario may name, in the order in which they are listed to users. */
export class Registry<D extends Pick<Definition, 'name'>> {
  readonly kind: string;
  readonly entries: readonly D[];
  readonly #byName: ReadonlyMap<string, D>;

  constructor(kind: string, entries: readonly D[]) {
    this.kind = kind;
    this.entries = entries;
    this.#byName = new Map(entries.map((entry) => [entry.name, entry]));
    assert(this.#byName.size === entries.length, `two ${kind}s of one name`);
  }

  get names(): readonly string[] {
    return this.entries.map((entry) => entry.name);
  }

  /** Returns whether there is an entry of that name. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** Returns the entry of that name. @throws InputError when there is none. */
  get(name: string): D {
    const found = this.#byName.get(name);
    if (found) return found;
    const meant = suggestionFor(name, this.names);
    throw new InputError({
      message: `${name} is not a known ${this.kind}`,
      allowed: this.names.join(', '),
      ...(meant ? { hint: `did you mean ${meant}?` } : {}),
    });
  }

  /** Returns a registry with more entries. @throws InputError for a name that is taken. */
  with(...more: readonly D[]): Registry<D> {
    const taken = new Set(this.names);
    for (const { name } of more) {
      if (taken.has(name)) throw new InputError(`there is already a ${this.kind} called ${name}`);
      taken.add(name);
    }
    return new Registry(this.kind, [...this.entries, ...more]);
  }
}

/** Makes a registry: `registryOf<ProtocolDefinition>('protocol')(asp, bsp, ssp)`. */
export function registryOf<D extends Pick<Definition, 'name'>>(kind: string) {
  return (...entries: readonly D[]): Registry<D> => new Registry(kind, entries);
}
