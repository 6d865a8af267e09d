import { z } from 'zod';
import { type Path, parsePath } from '../path.ts';
import { axesOf, lengthOf, overlap, pointCountOf, sweptPathsOf, valuesOf } from '../sweep/axes.ts';
import { RANGE_PATTERN, RANGES_ALLOWED, readRange } from '../sweep/ranges.ts';
import { RESERVED_KEYS } from '../yaml-nodes.ts';
import { addRefusal, leaf, oneOfKinds } from './leaf.ts';

/** Every point is checked before the first run: more than this takes minutes to say so. */
const MOST_POINTS = 10_000;

/** What belongs to the study as a whole. */
const NOT_SWEPT = ['$schema', 'name', 'description', 'replications', 'sweep'];

/** Values listed one by one, or a range. */
export function valuesSchema() {
  const list = z.array(z.unknown(), { error: () => RANGES_ALLOWED }).min(1, { error: () => RANGES_ALLOWED });
  const range = leaf({ type: 'string', pattern: RANGE_PATTERN }, (value, refuse) => {
    if (typeof value !== 'string')
      return refuse({ allowed: RANGES_ALLOWED, wrongKind: typeof value === 'object' });
    const reading = readRange(value);
    return 'refusal' in reading ? refuse(reading.refusal) : value;
  });
  return oneOfKinds([list, range], RANGES_ALLOWED);
}

/**
 * The section `sweep`: paths into the document, each with the values that it takes; every combination of them is a point. Below
 * `zip` lie groups of paths that move together. The section is passed on as it is, since only the document knows the order of its keys.
 */
export function sweepSchema() {
  const allowed = 'a mapping of paths such as cluster.workers to their values';
  const group = z
    .object({}, { error: () => allowed })
    .catchall(valuesSchema())
    .superRefine(sameLengths);
  const groups = z.array(group, { error: () => `${allowed}, or a list of such mappings` });
  return z
    .object(
      {
        zip: oneOfKinds([group, groups], `${allowed}, or a list of such mappings`).optional().meta({
          description:
            'Paths that move together, in lists of one length; a list of such groups where there are several.',
        }),
      },
      { error: () => allowed },
    )
    .catchall(valuesSchema())
    .superRefine(checkPaths);
}

function sameLengths(group: object, context: z.core.$RefinementCtx): void {
  const [first, ...others] = Object.entries(group).map(
    ([name, given]) => [name, valuesOf(given).length] as const,
  );
  for (const [name, length] of others) {
    if (length === first![1]) continue;
    const message = `${length} values, and ${first![0]}, with which it is zipped, has ${first![1]}`;
    addRefusal(context, [name], { message, allowed: 'as many values' });
  }
}

function checkPaths(sweep: object, context: z.core.$RefinementCtx): void {
  if (context.issues.length > 0) return;
  const axes = axesOf(sweep);
  const before: { name: string; path: Path }[] = [];
  for (const { name, source, values } of sweptPathsOf(axes)) {
    const at = source.slice(1);
    const path = parsePath(name);
    const refusal = refusalOf(path) ?? refusalOfOverlap(path!, before) ?? refusalOfRepetition(values);
    if (refusal) addRefusal(context, at, refusal);
    if (path) before.push({ name, path });
  }
  const points = pointCountOf(axes.filter((axis) => lengthOf(axis) > 0));
  if (points > MOST_POINTS)
    addRefusal(context, [], { message: `${points} points`, allowed: `at most ${MOST_POINTS}` });
}

function refusalOf(path: Path | undefined) {
  if (!path || path.some((part) => RESERVED_KEYS.includes(`${part}`)))
    return { message: 'not a path', allowed: 'keys and positions such as cluster.workers[0].speed' };
  const [top, , ...below] = path;
  if (NOT_SWEPT.includes(`${top}`))
    return { message: `${top} belongs to the study and cannot vary within it` };
  const labels = top === 'algorithms' && (path.length === 1 || ['name', 'label'].includes(`${below[0]}`));
  if (labels)
    return { message: 'which algorithms there are, and what they are called, cannot vary within a study' };
  return undefined;
}

function refusalOfOverlap(path: Path, before: readonly { name: string; path: Path }[]) {
  const other = before.find((swept) => overlap(swept.path, path));
  return other && { message: `${other.name} varies what this varies`, hint: 'take one away' };
}

function refusalOfRepetition(values: readonly unknown[]) {
  const texts = values.map((value) => JSON.stringify(value));
  const twice = texts.find((text, k) => texts.indexOf(text) < k);
  return twice === undefined ? undefined : { message: `${twice} is listed twice` };
}
