import type { StudyPoint } from '../../studies/planned-run.ts';
import type { Estimate } from '../../studies/statistics/interval.ts';
import type { AlgorithmSummary } from '../../studies/study-summary.ts';
import { cellText, shortNames } from '../point-labels.ts';
import { inWords } from '../words.ts';

/** The fastest algorithm of a point, and by how much it leads the next. */
export interface Winner {
  readonly point: StudyPoint;
  /** The first algorithm of the study. */
  readonly base: string;
  readonly best: AlgorithmSummary | undefined;
  readonly lead: Estimate | undefined;
}

/** Neighbouring values of a path at which one algorithm is the fastest. */
export interface Stretch {
  readonly algorithm: string;
  /** `slowdown 1.5`, `slowdown 2 to 4`. */
  readonly where: string;
  /** Before which value it begins: `between slowdown 1.5 and 2`. */
  readonly flip: string;
  readonly winners: readonly Winner[];
}

/** The stretches of the first path on whose value alone it depends which algorithm is the fastest; undefined where there is no such path. */
export function stretchesOf(
  won: readonly Winner[],
  paths: readonly string[],
): readonly Stretch[] | undefined {
  const names = shortNames(paths);
  for (const [k, name] of names.entries()) {
    const places = placesOf(won, k);
    if (
      places.length > 1 &&
      places.every(({ winners }) => nameOf(winners[0]!) !== undefined && agree(winners))
    )
      return joined(places, name);
  }
  return undefined;
}

interface Place {
  readonly value: string;
  readonly winners: readonly Winner[];
}

/** The points by the value of a path, numbers ascending. */
function placesOf(won: readonly Winner[], k: number): readonly Place[] {
  const places = new Map<string, Winner[]>();
  for (const winner of won) {
    const value = cellText(winner.point.values[k]);
    places.set(value, [...(places.get(value) ?? []), winner]);
  }
  const listed = [...places].map(([value, winners]) => ({ value, winners }));
  const isNumeric = listed.every(({ value }) => value !== '' && Number.isFinite(Number(value)));
  return isNumeric ? listed.sort((a, b) => Number(a.value) - Number(b.value)) : listed;
}

function agree(winners: readonly Winner[]): boolean {
  return winners.every((winner) => nameOf(winner) === nameOf(winners[0]!));
}

function nameOf({ best }: Winner): string | undefined {
  return best?.algorithm;
}

function joined(places: readonly Place[], name: string): readonly Stretch[] {
  const stretches: Place[][] = [];
  for (const place of places) {
    const last = stretches.at(-1);
    if (last && nameOf(last[0]!.winners[0]!) === nameOf(place.winners[0]!)) last.push(place);
    else stretches.push([place]);
  }
  return stretches.map((stretch, k) => ({
    algorithm: nameOf(stretch[0]!.winners[0]!)!,
    where: `${name} ${valuesWords(stretch.map(({ value }) => value))}`,
    flip: `between ${name} ${stretches[k - 1]?.at(-1)?.value} and ${stretch[0]!.value}`,
    winners: stretch.flatMap(({ winners }) => winners),
  }));
}

function valuesWords(values: readonly string[]): string {
  return values.length > 2 ? `${values[0]} to ${values.at(-1)}` : inWords(values);
}
