import { withValue } from '../data-at.ts';
import { type Path, valueAt } from '../path.ts';
import type { Scenario } from '../scenario.ts';
import { type Axis, overlap, sweptPathsOf } from './axes.ts';

/** A scenario file as plain data. */
export type ScenarioDocument = Readonly<Record<string, unknown>>;

/** Keys that decide which others may lie beside them. */
const NAMING = ['kind', 'schedule', 'protocol', 'rule', 'model'];

/**
 * A resolved scenario as the file that a sweep with these axes can start from. Where a default follows from something that the sweep
 * varies, it is left out, so that it follows at each point; where the sweep varies a kind, what lies beside it stays as given.
 *
 * `given`: the document that was resolved.
 */
export function resolvedDocument(
  scenario: Scenario,
  axes: readonly Axis[],
  given: unknown,
): ScenarioDocument {
  const paths = sweptPathsOf(axes).map(({ path }) => path);
  let document: unknown = scenario;
  for (const path of paths) {
    const above = path.slice(0, -1);
    if (NAMING.includes(`${path.at(-1)}`)) document = withValue(document, above, valueAt(given, above));
  }
  for (const [source, followers] of followersIn(scenario)) {
    if (!paths.some((path) => overlap(path, source))) continue;
    for (const follower of followers) {
      if (valueAt(given, follower) === undefined) document = without(document, follower);
    }
  }
  return document as ScenarioDocument;
}

/** What defaults follow from: a place, and the places of the defaults. */
function followersIn({ algorithms, training }: Scenario): readonly (readonly [Path, readonly Path[]])[] {
  if (!training) return [];
  return [
    [['training', 'learningRate'], algorithms.map((_, k) => ['algorithms', k, 'learningRate'])],
    [['cluster', 'workers'], [['training', 'evaluate', 'every']]],
  ];
}

function without(data: unknown, path: Path): unknown {
  const above = path.slice(0, -1);
  const { [path.at(-1)!]: _, ...rest } = valueAt(data, above) as Record<string, unknown>;
  return withValue(data, above, rest);
}

/** The section `sweep` that has these axes, in their order, its ranges written out. */
export function sectionOf(axes: readonly Axis[]): ScenarioDocument {
  const section: Record<string, unknown> = {};
  const zip: unknown[] = [];
  for (const axis of axes) {
    const values = Object.fromEntries(axis.map((swept) => [swept.name, swept.values]));
    if (axis.some(({ zipped }) => zipped)) {
      zip.push(values);
      section.zip = zip; // at the place of the first group; the others follow it in the file too
    } else Object.assign(section, values);
  }
  return section;
}
