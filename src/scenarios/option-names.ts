import { z } from 'zod';
import { InputError } from '../base/errors.ts';
import type { Definition } from '../base/options.ts';
import type { Registry } from '../base/registry.ts';
import type { FaultDefinition } from '../cluster-model/faults/fault-model.ts';
import type { StragglerDefinition } from '../cluster-model/stragglers/straggler-model.ts';
import type { Catalogue } from './catalogue.ts';
import { algorithmKeys } from './schema/algorithms.ts';
import { faultKeys } from './schema/faults.ts';
import { stragglerKeys } from './schema/stragglers.ts';

/** Anything that may have options; a name for a pair has none. */
type MayHaveOptions = Pick<Definition, 'name'> & Partial<Pick<Definition, 'options'>>;

/** Keys that stand in one mapping with the options of a definition, and what they are. */
interface Beside {
  readonly what: string;
  readonly keys: readonly string[];
}

/**
 * Refuses options whose value something else would receive too, since both stand in one mapping under the same key.
 * @throws InputError naming the option, its definition and what else has a key of that name.
 */
export function refuseSharedOptions(
  { name, options = {} }: MayHaveOptions,
  registry: keyof Catalogue,
  catalogue: Catalogue,
): void {
  const { kind } = catalogue[registry] as Registry<MayHaveOptions>;
  const besides = keysBeside(name, registry, catalogue);
  for (const option of Object.keys(options)) {
    const message = `the ${kind} ${name} has an option ${option}`;
    if (registry === 'models') throw new InputError({ message, allowed: 'no options; models have none' });
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(option)) {
      throw new InputError({ message, allowed: 'letters, digits, _ and -, beginning with a letter' });
    }
    const other = besides.find(({ keys }) => keys.includes(option));
    if (!other) continue;
    throw new InputError({
      message: `${message}, which is ${other.what} too: both would receive its value`,
      allowed: 'an option with a name of its own',
    });
  }
}

const anything = () => z.unknown();

function keysBeside(name: string, registry: keyof Catalogue, catalogue: Catalogue): readonly Beside[] {
  const keysOf = (entry: string, keys: object, ...more: readonly string[]): Beside => ({
    what: `a key of ${entry}`,
    keys: [...more, ...Object.keys(keys)],
  });
  switch (registry) {
    case 'protocols':
    case 'serverRules': {
      const others = registry === 'protocols' ? catalogue.serverRules : catalogue.protocols;
      const own = keysOf('every algorithm', algorithmKeys(catalogue, anything));
      return [own, ...optionsOf(others as Registry<MayHaveOptions>)];
    }
    case 'stragglers': {
      const definition: StragglerDefinition = catalogue.stragglers.get(name);
      return [keysOf('every straggler', stragglerKeys(definition, anything), 'kind')];
    }
    case 'faults': {
      const definition: FaultDefinition = catalogue.faults.get(name);
      return [keysOf('such a fault', faultKeys(definition, anything), 'kind')];
    }
    case 'schedules':
      return [keysOf('every schedule', {}, 'schedule')];
    default:
      return registry === 'distributions' ? [] : [keysOf(`every ${catalogue[registry].kind}`, {}, 'kind')];
  }
}

function optionsOf({ kind, entries }: Registry<MayHaveOptions>): readonly Beside[] {
  return entries.map(({ name, options = {} }) => ({
    what: `an option of the ${kind} ${name}`,
    keys: Object.keys(options),
  }));
}
