import type { StudyResult } from '../../studies/study-result.ts';
import { type AlgorithmRuns, groupedRuns } from '../../studies/study-summary.ts';
import { pointLabel } from '../point-labels.ts';
import { inWords } from '../words.ts';
import { arrivalFindings } from './arrival-findings.ts';
import { type Caveat, type CaveatKind, type Finding, factsByPoint } from './caveat.ts';
import { rateFindings } from './rate-findings.ts';
import { sharedRateSentence } from './shared-rate.ts';

/** What makes the comparison of a study unfair or weak, the worst first; each kind once, whatever the number of algorithms and points. */
export function caveatsOf(study: StudyResult): readonly Caveat[] {
  const groups = groupedRuns(study);
  const findings = factsByPoint(study, groups).flatMap((facts) => [
    ...rateFindings(facts),
    ...arrivalFindings(facts),
  ]);
  return order.flatMap((kind): Caveat[] => {
    const own = findings.filter((finding) => finding.kind === kind);
    if (own.length === 0) return [];
    const sentence = sentences[kind]({ study, groups, own, who: whoWords(study, own) });
    const algorithms = distinct(own.map(({ algorithm }) => algorithm));
    return [{ kind, algorithms, points: distinct(own.map(({ point }) => point.index)), sentence }];
  });
}

/** What a sentence is made from. */
interface Told {
  readonly study: StudyResult;
  readonly groups: readonly AlgorithmRuns[];
  readonly own: readonly Finding[];
  /** The algorithms, and at which points where that is not everywhere. */
  readonly who: string;
}

const sentences: Readonly<Record<CaveatKind, (told: Told) => string>> = {
  'shared-rate': ({ own, groups, who }) => sharedRateSentence(own, groups, who),
  'diverging-rate': ({ own, who }) =>
    `${who} diverged at the only learning rate tried (${valueWords(own)}): steps were too long. Give a smaller one, or let each algorithm find its own: tune: { learningRate: logspace(${Math.min(...values(own)) / 1000}, ${Math.min(...values(own))}, 7) }.`,
  'lowest-rate': ({ own, who }) => edgeSentence(own, who, 'lowest'),
  'highest-rate': ({ own, who }) => edgeSentence(own, who, 'highest'),
  'no-stable-rate': ({ who }) =>
    `Every learning rate tried diverged in some tuning run for ${who}: add lower ones to tune: learningRate.`,
  'missed-while-tuning': ({ who }) =>
    `No learning rate tried reached the target while tuning for ${who}: the one that came nearest was taken. Add rates to tune: learningRate, or allow longer runs under stop.`,
  'missing-pushes': ({ who }) =>
    `${who} reached the target before every worker had pushed: the slowest machines have had no part in it. Set a target that takes longer (stop).`,
  'few-clocks': ({ own, who }) =>
    `${who} reached the target within ${clockWords(own)} of the slowest worker: a time so short tells of the start more than of the algorithm. Set a target that takes longer (stop), or smaller steps.`,
};

const order = Object.keys(sentences) as readonly CaveatKind[];

function edgeSentence(own: readonly Finding[], who: string, edge: 'lowest' | 'highest'): string {
  const more = edge === 'lowest' ? 'lower' : 'higher';
  return `The best learning rate is the ${edge} tried (${valueWords(own)}) for ${who}: a better one may lie beyond. Add ${more} ones to tune: learningRate.`;
}

/** `asp and ssp`, `asp (at slowdown 4) and ssp (at 3 of 5 points)`. */
function whoWords(study: StudyResult, own: readonly Finding[]): string {
  const names = distinct(own.map(({ algorithm }) => algorithm));
  return inWords(
    names.map((name) => {
      const at = own.filter(({ algorithm }) => algorithm === name).map(({ point }) => point);
      if (at.length === study.points.length) return name;
      const where =
        at.length === 1 ? pointLabel(study.paths, at[0]!) : `${at.length} of ${study.points.length} points`;
      return `${name} (at ${where})`;
    }),
  );
}

function values(own: readonly Finding[]): readonly number[] {
  return distinct(own.map(({ value }) => value)).toSorted((a, b) => a - b);
}

function valueWords(own: readonly Finding[]): string {
  return values(own).join(', ');
}

/** `1 clock`, `2 to 4 clocks`. */
function clockWords(own: readonly Finding[]): string {
  const [least, most] = [values(own)[0]!, values(own).at(-1)!];
  return `${least === most ? '' : `${least} to `}${most} clock${most === 1 ? '' : 's'}`;
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
