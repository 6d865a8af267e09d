import { targetNames } from '../scenarios/schema/stop.ts';
import { fastestRuns, speedUpOf } from '../studies/comparison.ts';
import { hasTarget } from '../studies/goal.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import { humanNumber, humanTimes } from './human.ts';
import { goalWords } from './sentences.ts';
import { secondsToTarget } from './single-run-table.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { inWords } from './words.ts';

/**
 * One plain sentence that names the algorithm that reached the target first, or says why there is none. It speaks of the runs
 * of one point and one replication.
 */
export function fastestSentence(
  study: Pick<StudyResult, 'runs'>,
  { target }: Pick<SummaryFacts, 'target'>,
): string {
  const scenario = study.runs[0]?.plan.point.scenario;
  if (!scenario || !hasTarget(scenario))
    return `The scenario sets no target (${stops}): every run went to its limit.`;
  const { accuracy } = scenario.stop;
  const goal =
    accuracy === undefined && target !== undefined
      ? `the target (objective ${Number(humanNumber(target))})`
      : `the target (${goalWords(scenario)})`;
  const [first, ...others] = fastestRuns(study.runs);
  if (!first) return `No algorithm reached ${goal}.`;
  const names = inWords([first, ...others].map(({ result }) => result.algorithm));
  const times = humanTimes(study.runs.map(({ result }) => secondsToTarget(result))); // as the table has them
  const after = `after ${times[study.runs.indexOf(first)]} of simulated time`;
  return `${names} reached ${goal} first, ${after}${comparisonWith(study, first)}.`;
}

const stops = targetNames.map((name) => `stop.${name}`).join(', ');

function comparisonWith(study: Pick<StudyResult, 'runs'>, run: FinishedRun): string {
  const ratio = speedUpOf(study, run);
  const base = study.runs[0]?.result;
  if (ratio === undefined || ratio === 1 || !base) return '';
  return `, ${ratio.toFixed(2)} times as fast as ${base.algorithm}`;
}
