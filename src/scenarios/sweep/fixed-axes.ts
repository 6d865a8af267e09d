import { InputError } from '../../base/errors.ts';
import { originOf } from '../overrides.ts';
import { formatPath, type Path, valueAt } from '../path.ts';
import { type Axis, overlap, type SweptPath } from './axes.ts';

/**
 * The axes, those of which a path was set on the command line with that one value: `--set` says what the sweep is to be left with.
 * `data`: the document with what was set.
 * @throws InputError where it is not clear what that would mean.
 */
export function fixedAxes(
  axes: readonly Axis[],
  overridden: readonly Path[],
  data: unknown,
): readonly Axis[] {
  return axes.map((axis) =>
    axis.map((swept) => {
      const set = overridden.findLast((path) => overlap(path, swept.path));
      if (!set) return swept;
      if (axis.length === 1 && formatPath(set) === swept.name)
        return { ...swept, values: [valueAt(data, set)], listed: false };
      throw new InputError({
        file: originOf(formatPath(set)),
        message: `the sweep varies ${swept.name}${zipWords(axis, swept)}`,
        hint: 'set sweep itself, as in sweep={}',
      });
    }),
  );
}

function zipWords(axis: Axis, swept: SweptPath): string {
  const others = axis.filter((other) => other !== swept).map(({ name }) => name);
  return others.length === 0 ? '' : ` together with ${others.join(', ')}`;
}
