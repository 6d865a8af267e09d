import { InputError, type Problem } from '../base/errors.ts';
import { withValue } from './data-at.ts';
import { readDocument } from './document.ts';
import { type Path, parsePath } from './path.ts';
import { shown } from './shown.ts';
import { RESERVED_KEYS } from './yaml-nodes.ts';

/** One `--set path=value`; `value` is YAML. */
export interface Override {
  readonly path: string;
  readonly value: string;
}

/** Data with overrides applied, and where they were applied. */
export interface Overridden {
  readonly data: unknown;
  readonly paths: readonly Path[];
}

/**
 * Puts the values of overrides into a copy of `data`. Mappings that are not there are made; lists are not.
 * @throws InputError with all that cannot be applied.
 */
export function applyOverrides(data: unknown, overrides: readonly Override[]): Overridden {
  const problems: Problem[] = [];
  const paths: Path[] = [];
  let changed = data;
  for (const override of overrides) {
    try {
      const path = pathOf(override);
      changed = withValue(changed, path, parsedValue(override));
      paths.push(path);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, file: originOf(override.path) })));
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { data: changed, paths };
}

/** What a message names in place of a file. */
export function originOf(path: string): string {
  return `--set ${path.length > 100 ? `${path.slice(0, 100)}…` : path}`;
}

function pathOf({ path }: Override): Path {
  const parsed = parsePath(path);
  if (parsed && !parsed.some((part) => RESERVED_KEYS.includes(`${part}`))) return parsed;
  throw new InputError({
    message: 'not a path',
    allowed: 'keys and positions such as cluster.workers[0].speed',
  });
}

function parsedValue({ value }: Override): unknown {
  try {
    return readDocument(value).data;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [first] = error.problems;
    throw new InputError({ message: `${shown(value)} is not a value: ${first!.message}` });
  }
}
