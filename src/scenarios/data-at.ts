import { InputError } from '../base/errors.ts';
import { suggestionFor } from '../base/suggest.ts';
import { formatPath, type Path } from './path.ts';
import { isMapping } from './schema/leaf.ts';
import { shown } from './shown.ts';

/**
 * A copy of plain data in which `path` has `value`; what lies beside the path is shared with `data`. Mappings that are not there
 * are made, lists are not. An algorithm that is listed by name alone becomes a mapping with that name when an option of it is set.
 * @throws InputError where the path leads through something that is not as it says.
 */
export function withValue(data: unknown, path: Path, value: unknown): unknown {
  return placed(data, path, 0, value);
}

function placed(data: unknown, path: Path, depth: number, value: unknown): unknown {
  const part = path[depth];
  if (part === undefined) return value;
  const here = formatPath(path.slice(0, depth + 1));
  if (typeof part === 'number') {
    if (Array.isArray(data) && part < data.length) {
      return data.map((item, k) => (k === part ? placed(item, path, depth + 1, value) : item));
    }
    const above = formatPath(path.slice(0, depth));
    const count = Array.isArray(data) ? `a list of ${data.length}` : shown(data);
    throw new InputError({ message: `there is no ${here}; ${above} is ${count}` });
  }
  const isName = typeof data === 'string' && depth === 2 && path[0] === 'algorithms';
  const mapping = isName ? { name: data } : (data ?? {});
  if (!isMapping(mapping)) {
    throw new InputError({
      message: `there is no ${here}; ${formatPath(path.slice(0, depth))} is ${shown(data)}`,
    });
  }
  if (typeof path[depth + 1] === 'number' && !Object.hasOwn(mapping, part)) {
    const meant = suggestionFor(part, Object.keys(mapping));
    throw new InputError({
      message: `there is no ${here}`,
      ...(meant && { hint: `did you mean ${meant}?` }),
    });
  }
  return { ...mapping, [part]: placed(mapping[part], path, depth + 1, value) };
}
