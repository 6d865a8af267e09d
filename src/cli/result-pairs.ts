import { InputError } from '../base/errors.ts';
import type { ResultDifference } from '../report/difference-text.ts';
import type { ReadResult } from './read-result.ts';
import { type Subject, subjectsOf } from './result-runs.ts';

/** A subject of A and the one of B that it is compared with. */
export type Pair = readonly [a: Subject, b: Subject];

/** What is the same on both sides; with `algorithm` that, or the first of A and the second of B. @throws InputError where nothing is. */
export function pairsOf(a: ReadResult, b: ReadResult, algorithm: string | undefined): readonly Pair[] {
  const [ofA, ofB] = [subjectsOf(a), subjectsOf(b)];
  const names = algorithm?.split(',').map((name) => name.trim());
  if (names && names.length > 2) {
    throw new InputError({
      message: `--algorithm ${algorithm}`,
      allowed: 'one label, or two: of A and of B',
    });
  }
  const [inA, inB = inA] = names ?? [];
  const wanted = ofA.filter(({ label }) => inA === undefined || label === inA);
  const pairs = wanted.flatMap((subject): Pair[] => {
    const label = inB ?? subject.label;
    const twin = ofB.find((other) => other.label === label && other.where === subject.where);
    return twin ? [[subject, twin]] : [];
  });
  if (pairs.length > 0) return pairs;
  if (!names && ofA.length === 1 && ofB.length === 1) return [[ofA[0]!, ofB[0]!]];
  throw new InputError({
    message: names
      ? `--algorithm ${algorithm}: there is no such run in both`
      : 'the results have no algorithm at no point in common',
    allowed: `of A ${labelsOf(ofA)}; of B ${labelsOf(ofB)}`,
    ...(!names && { hint: '--algorithm x,y compares x of A with y of B' }),
  });
}

function labelsOf(subjects: readonly Subject[]): string {
  return [...new Set(subjects.map(({ label }) => label))].join(', ');
}

/** What only one of the two has. */
export function alone(
  a: ReadResult,
  b: ReadResult,
  pairs: readonly Pair[],
): Pick<ResultDifference, 'onlyInA' | 'onlyInB'> {
  const names = (subjects: readonly Subject[]) => new Set(subjects.map(subjectName));
  const [paired, others] = [names(pairs.map(([one]) => one)), names(pairs.map(([, other]) => other))];
  const [ofA, ofB] = [names(subjectsOf(a)), names(subjectsOf(b))];
  return {
    onlyInA: [...ofA].filter((name) => !ofB.has(name) && !paired.has(name)),
    onlyInB: [...ofB].filter((name) => !ofA.has(name) && !others.has(name)),
  };
}

/** What a pair is called. */
export function nameOf([a, b]: Pair): string {
  const [first, second] = [subjectName(a), subjectName(b)];
  return first === second ? first : `${first} and ${second}`;
}

function subjectName({ label, where }: Subject): string {
  return where === '' ? label : `${label} at ${where}`;
}
