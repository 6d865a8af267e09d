import { InputError } from '../../base/errors.ts';
import { suggestionFor } from '../../base/suggest.ts';
import type { Catalogue } from '../catalogue.ts';
import { formatPath } from '../path.ts';
import type { Scenario } from '../scenario.ts';
import { isMapping } from '../schema/leaf.ts';
import type { Axis, SweptPath } from './axes.ts';

/**
 * The document with those of the names in its list of algorithms that it lacks: labels are found in it, other names must be known ones.
 * Everything that the file lists stays, so that paths still lead where they did; `withChosen` leaves the others out at the end.
 */
export function withNamed(
  document: unknown,
  labels: readonly string[],
  chosen: readonly string[],
  { algorithms }: Catalogue,
): unknown {
  const twice = chosen.find((label, k) => chosen.indexOf(label) < k);
  if (twice !== undefined)
    throw new InputError({ message: `--algorithm ${chosen.join(',')}: ${twice} is named twice` });
  const missing = chosen.filter((label) => !labels.includes(label));
  for (const label of missing)
    if (!algorithms.has(label)) throw unknownAlgorithm(label, [...labels, ...algorithms.names]);
  if (!isMapping(document) || missing.length === 0) return document;
  return { ...document, algorithms: [...(document.algorithms as unknown[]), ...missing] };
}

function unknownAlgorithm(label: string, names: readonly string[]): InputError {
  const known = [...new Set(names)];
  const meant = suggestionFor(label, known);
  return new InputError({
    message: `--algorithm ${label}`,
    allowed: known.join(', '),
    ...(meant ? { hint: `did you mean ${meant}?` } : {}),
  });
}

/** The scenario with the chosen algorithms only, in their order. */
export function withChosen(scenario: Scenario, chosen: readonly string[]): Scenario {
  const algorithms = chosen.map(
    (label) => scenario.algorithms.find((algorithm) => algorithm.label === label)!,
  );
  return { ...scenario, algorithms };
}

/** The axes without what varies only algorithms that are not chosen, and with the paths as they are among those that are. */
export function axesOfChosen(
  axes: readonly Axis[],
  labels: readonly string[],
  chosen: readonly string[],
): readonly Axis[] {
  const kept = axes.map((axis) => axis.flatMap((swept) => pathAmongChosen(swept, labels, chosen) ?? []));
  return kept.filter((axis) => axis.length > 0);
}

function pathAmongChosen(
  swept: SweptPath,
  labels: readonly string[],
  chosen: readonly string[],
): SweptPath | undefined {
  const [top, index, ...below] = swept.path;
  if (top !== 'algorithms' || typeof index !== 'number' || index >= labels.length) return swept;
  const place = chosen.indexOf(labels[index]!);
  return place === -1 ? undefined : { ...swept, name: formatPath([top, place, ...below]) };
}
