import { isWithin, type Path, parsePath } from '../path.ts';
import { isMapping } from '../schema/leaf.ts';
import { readRange } from './ranges.ts';

/** One path of a sweep, with the value that it takes at each position of its axis. */
export interface SweptPath {
  /** As the file writes it; names the column of the result files. */
  readonly name: string;
  readonly path: Path;
  /** As a file might write them, in the order of the axis. */
  readonly values: readonly unknown[];
  /** Where the values stand in the file: the key of the list or range. */
  readonly source: Path;
  /** Whether they are listed there one by one, and not as a range. */
  readonly listed: boolean;
  /** Whether it stands below `zip`. */
  readonly zipped: boolean;
}

/** What varies together: one path, or several that are zipped. */
export type Axis = readonly SweptPath[];

/** Which of the values of its axis a path has at a point: one number for each axis. */
export type Coordinates = readonly number[];

/** The axes of the section `sweep` of a document, which has passed its schema, in the order of the file. */
export function axesOf(sweep: unknown): readonly Axis[] {
  if (!isMapping(sweep)) return [];
  return Object.entries(sweep).flatMap(([key, given]) => {
    if (key !== 'zip') return [[sweptPathOf(key, given, ['sweep', key])]];
    const groups = Array.isArray(given) ? given : [given];
    return groups.map((group, k) => {
      const above = Array.isArray(given) ? ['sweep', key, k] : ['sweep', key];
      return Object.entries(group as object).map(([name, values]) =>
        sweptPathOf(name, values, [...above, name]),
      );
    });
  });
}

function sweptPathOf(name: string, given: unknown, source: Path): SweptPath {
  return {
    name,
    path: parsePath(name) ?? [],
    values: valuesOf(given),
    source,
    listed: Array.isArray(given),
    zipped: source[1] === 'zip',
  };
}

/** The values that a list or a range stands for. */
export function valuesOf(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  const reading = readRange(String(given));
  return 'values' in reading ? reading.values : [];
}

/** Positions along an axis. */
export function lengthOf(axis: Axis): number {
  return axis[0]?.values.length ?? 1;
}

/** The coordinates of all points of the product of the axes; the last axis varies fastest. */
export function* coordinatesOf(axes: readonly Axis[]): Generator<Coordinates> {
  const [first, ...others] = axes;
  if (!first) {
    yield [];
    return;
  }
  for (let k = 0; k < lengthOf(first); k++) {
    for (const rest of coordinatesOf(others)) yield [k, ...rest];
  }
}

/** How many points the axes have. */
export function pointCountOf(axes: readonly Axis[]): number {
  return axes.reduce((product, axis) => product * lengthOf(axis), 1);
}

/** Whether what one path says is a part of what the other says. */
export function overlap(a: Path, b: Path): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** All paths of a sweep, in the order of their columns. */
export function sweptPathsOf(axes: readonly Axis[]): readonly SweptPath[] {
  return axes.flat();
}
