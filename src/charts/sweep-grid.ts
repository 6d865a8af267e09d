import { cellText, shortNames } from '../report/point-labels.ts';
import type { StudyPoint } from '../studies/planned-run.ts';

/** One direction of a sweep: a path, or several that move together. */
export interface Direction {
  readonly name: string;
  /** What each place is called among others of its direction, and by itself. */
  readonly places: readonly string[];
  readonly sentences: readonly string[];
  /** What the first of its paths is there, where that is a number everywhere. */
  readonly numbers: readonly number[] | undefined;
  /** The place of a point. */
  readonly placeOf: (point: StudyPoint) => number;
}

/** The directions of a sweep that has any, the longest first: the one along which lines are drawn. */
export function directionsOf(paths: readonly string[], points: readonly StudyPoint[]): readonly Direction[] {
  const names = shortNames(paths);
  const texts = paths.map((_, k) => points.map(({ values }) => cellText(values[k])));
  const groups: number[][] = [];
  for (const k of paths.keys()) {
    if (new Set(texts[k]).size < 2) continue;
    const together = groups.find(([first]) => moveTogether(texts[first!]!, texts[k]!));
    if (together) together.push(k);
    else groups.push([k]);
  }
  const directions = groups.map((group): Direction => {
    const keyOf = ({ values }: StudyPoint) => cellText(values[group[0]!]);
    const keys = [...new Set(points.map(keyOf))];
    const at = keys.map((key) => points.find((point) => keyOf(point) === key)!);
    const numbers = at.map(({ values }) => values[group[0]!]);
    return {
      name: group.map((k) => names[k]!).join(', '),
      places: at.map(({ values }) => group.map((k) => cellText(values[k])).join(', ')),
      sentences: at.map(({ values }) => group.map((k) => `${names[k]} ${cellText(values[k])}`).join(', ')),
      numbers: numbers.every((x) => typeof x === 'number' && Number.isFinite(x))
        ? (numbers as number[])
        : undefined,
      placeOf: (point) => keys.indexOf(keyOf(point)),
    };
  });
  return directions.toSorted((a, b) => b.places.length - a.places.length);
}

/** Whether each value of one list always comes with the same value of the other. */
function moveTogether(a: readonly string[], b: readonly string[]): boolean {
  const pairs = new Set(a.map((value, k) => JSON.stringify([value, b[k]])));
  return pairs.size === new Set(a).size && pairs.size === new Set(b).size;
}
