import { fastestRuns, speedUpOf } from '../studies/comparison.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import { humanNumber, humanTimes } from './human.ts';
import { secondsToTarget } from './single-run-table.ts';
import type { SummaryFacts } from './summary-facts.ts';

/**
 * One plain sentence that names the algorithm that reached the target first, or says why there is none. It speaks of the runs
 * of one point and one replication.
 */
export function fastestSentence(
  study: Pick<StudyResult, 'runs'>,
  { target }: Pick<SummaryFacts, 'target'>,
): string {
  if (target === undefined)
    return 'The scenario sets no target (stop.objective or stop.gap): every run went to its limit.';
  const goal = `the target (objective ${Number(humanNumber(target))})`;
  const [first, ...others] = fastestRuns(study.runs);
  if (!first) return `No algorithm reached ${goal}.`;
  const names = inWords([first, ...others].map(({ result }) => result.algorithm));
  const times = humanTimes(study.runs.map(({ result }) => secondsToTarget(result))); // as the table has them
  const after = `after ${times[study.runs.indexOf(first)]} of simulated time`;
  return `${names} reached ${goal} first, ${after}${comparisonWith(study, first)}.`;
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(names: readonly string[]): string {
  const [last, ...others] = names.toReversed();
  return others.length === 0 ? last! : `${others.toReversed().join(', ')} and ${last}`;
}

function comparisonWith(study: Pick<StudyResult, 'runs'>, run: FinishedRun): string {
  const ratio = speedUpOf(study, run);
  const base = study.runs[0]?.result;
  if (ratio === undefined || ratio === 1 || !base) return '';
  return `, ${ratio.toFixed(2)} times as fast as ${base.algorithm}`;
}
