import type { Definition } from '../../src/base/options.ts';
import { Registry } from '../../src/base/registry.ts';

/** A registry in which `definition` stands in the place of the one of the same name. */
export function replacing<D extends Pick<Definition, 'name'>>(
  { kind, entries }: Registry<D>,
  definition: D,
): Registry<D> {
  const others = entries.filter(({ name }) => name !== definition.name);
  return new Registry(kind, [...others, definition]);
}
