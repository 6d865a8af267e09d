import type { Cell } from '../../base/cell.ts';
import { withValue } from '../data-at.ts';
import { formatPath, isWithin, type Path, valueAt } from '../path.ts';
import type { Finding } from '../problems.ts';
import type { Reading } from '../read-document.ts';
import type { Scenario } from '../scenario.ts';
import { shown } from '../shown.ts';
import { type Axis, type Coordinates, coordinatesOf, overlap, type SweptPath } from './axes.ts';

/** A scenario at one point of its sweep. */
export interface SweepPoint {
  /** What each path of the sweep is here, for tables: a number in base units where there is one, else as the file has it. */
  readonly values: readonly Cell[];
  readonly scenario: Scenario;
}

/**
 * What is wrong at a point, or odd about it, and where the sweep says so: at a position of an axis, or where there is none, in the path
 * itself. Without `swept` it is about the point as a whole.
 */
export interface PointFinding {
  readonly finding: Finding;
  readonly swept?: { readonly path: SweptPath; readonly position: number | undefined };
  readonly coordinates: Coordinates;
}

/** The points of a sweep, each read as if it stood in a file of its own. */
export function readPoints(
  document: unknown,
  axes: readonly Axis[],
  read: (document: unknown) => Reading,
): { points: SweepPoint[]; wrong: PointFinding[]; odd: PointFinding[] } {
  const points: SweepPoint[] = [];
  const wrong: PointFinding[] = [];
  const odd: PointFinding[] = [];
  for (const coordinates of coordinatesOf(axes)) {
    const placed = (finding: Finding) => placedAt(finding, axes, coordinates);
    const reading = read(documentAt(document, axes, coordinates));
    if ('findings' in reading) {
      wrong.push(...reading.findings.map(placed));
      continue;
    }
    const { scenario, oddities } = reading;
    points.push({ values: cellsAt(scenario, axes, coordinates), scenario });
    odd.push(...oddities.map(placed));
  }
  return { points, wrong: distinct(wrong), odd: distinct(odd) };
}

/** A copy of the document in which each path has the value of a point. */
function documentAt(document: unknown, axes: readonly Axis[], coordinates: Coordinates): unknown {
  let changed = document;
  for (const [k, axis] of axes.entries()) {
    for (const { path, values } of axis) changed = withValue(changed, path, values[coordinates[k]!]);
  }
  return changed;
}

function cellsAt(scenario: Scenario, axes: readonly Axis[], coordinates: Coordinates): readonly Cell[] {
  return axes.flatMap((axis, k) =>
    axis.map(({ path, values }) => {
      const resolved = valueAt(scenario, path);
      return typeof resolved === 'number' ? resolved : asCell(values[coordinates[k]!]);
    }),
  );
}

function asCell(value: unknown): Cell {
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
}

/** With the value of the sweep that a finding is about. */
function placedAt(finding: Finding, axes: readonly Axis[], coordinates: Coordinates): PointFinding {
  for (const [k, axis] of axes.entries()) {
    const path =
      axis.find((swept) => isWithin(finding.path, swept.path)) ??
      axis.find((swept) => overlap(swept.path, finding.path));
    if (!path) continue;
    const position =
      finding.about === 'unknown key' && path.name === formatPath(finding.path) ? undefined : coordinates[k]!;
    return { finding, swept: { path, position }, coordinates };
  }
  return { finding, coordinates };
}

/** Each only once, at the first point that has it. */
function distinct(findings: readonly PointFinding[]): PointFinding[] {
  const seen = new Map<string, PointFinding>();
  for (const point of findings) {
    const { finding, swept } = point;
    const key = JSON.stringify([finding.path, finding.message, swept?.path.name, swept?.position]);
    if (!seen.has(key)) seen.set(key, point);
  }
  return [...seen.values()];
}

/** Where in the file the sweep says it. */
export function sourceOf({ path, position }: NonNullable<PointFinding['swept']>): Path {
  return path.listed && position !== undefined ? [...path.source, position] : path.source;
}

/** What to say of a finding at a point: the path is the sweep's, unless it is about the point as a whole. */
export function describedAt(point: PointFinding, axes: readonly Axis[]): Finding {
  const { finding, swept, coordinates } = point;
  if (!swept) {
    const where = axes.flatMap((axis, k) =>
      axis.map(({ name, values }) => `${name} is ${shown(values[coordinates[k]!])}`),
    );
    return { ...finding, message: `${finding.message} where ${where.join(' and ')}` };
  }
  const source = sourceOf(swept);
  const { path, values } = swept.path;
  if (isWithin(finding.path, path))
    return { ...finding, path: [...source, ...finding.path.slice(path.length)] };
  const value = shown(values[swept.position ?? 0]);
  return {
    ...finding,
    path: source,
    message: `${value}: ${formatPath(finding.path)}: ${finding.message}`,
    about: 'value',
  };
}
