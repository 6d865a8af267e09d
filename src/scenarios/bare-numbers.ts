import type { Catalogue } from './catalogue.ts';
import { withValue } from './data-at.ts';
import { bareNumberText, formatQuantity } from './format-quantity.ts';
import { formatPath, isWithin, type Path, valueAt } from './path.ts';
import { type Finding, findingsOf } from './problems.ts';
import { issuesOfBareNumbers } from './sections.ts';
import { axesOf, type SweptPath, sweptPathsOf } from './sweep/axes.ts';
import { sourceOf } from './sweep/points.ts';
import type { MeasuredQuantity } from './units.ts';

/** A number without a unit where a duration, a size or a rate is meant; 0 needs none. */
interface BareNumber {
  readonly path: Path;
  readonly value: number;
  readonly quantity: MeasuredQuantity;
}

/** A warning for each bare number of a document that has passed all checks: how it was read. Ranges of a sweep get one. */
export function bareNumberFindings(document: unknown, catalogue: Catalogue): readonly Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const { path, value, quantity } of bareNumbersIn(document, catalogue)) {
    const place = formatPath(path);
    if (byPlace.has(place)) continue;
    byPlace.set(place, { path, message: bareNumberText(value, quantity), about: 'value' });
  }
  return [...byPlace.values()];
}

/** The same document with a unit behind every duration, size and rate, for people to read. It is read as the same scenario. */
export function withUnits<D>(document: D, catalogue: Catalogue): D {
  return bareNumbersIn(document, catalogue).reduce(
    (changed, { path, value, quantity }) => withValue(changed, path, formatQuantity(value, quantity)) as D,
    document,
  );
}

function bareNumbersIn(document: unknown, catalogue: Catalogue): readonly BareNumber[] {
  const swept = sweptPathsOf(axesOf(valueAt(document, ['sweep'])));
  return [
    ...bareNumbersOutsideSweep(document, catalogue),
    ...swept.flatMap((each) => bareValuesOf(each, document, catalogue)),
  ];
}

function bareNumbersOutsideSweep(document: unknown, catalogue: Catalogue): readonly BareNumber[] {
  return findingsOf(issuesOfBareNumbers(document, catalogue), document).flatMap(({ path, bare }) =>
    bare ? [{ path, value: valueAt(document, path) as number, quantity: bare }] : [],
  );
}

/** Numbers of one path are of one quantity, which is looked up once; mappings and lists are looked through. */
function bareValuesOf(swept: SweptPath, document: unknown, catalogue: Catalogue): readonly BareNumber[] {
  const within = (value: unknown) =>
    bareNumbersOutsideSweep(withValue(document, swept.path, value), catalogue).filter(({ path }) =>
      isWithin(path, swept.path),
    );
  const isBare = (value: unknown) => typeof value === 'number' && value !== 0;
  const [number] = swept.values.filter(isBare).slice(0, 1).flatMap(within);
  return swept.values.flatMap((value, position) => {
    const found =
      typeof value === 'object' ? within(value) : number && isBare(value) ? [{ ...number, value }] : [];
    const source = sourceOf({ path: swept, position });
    return found.map((bare) => ({
      ...bare,
      path: [...source, ...bare.path.slice(swept.path.length)],
    })) as BareNumber[];
  });
}
