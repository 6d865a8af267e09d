import { mostReplications } from '../../studies/replications.ts';
import type { StudyResult } from '../../studies/study-result.ts';
import { groupedRuns, groupedSummaries } from '../../studies/study-summary.ts';
import { pointSentence } from '../sentences.ts';
import { fastestSentence } from '../single-run-sentence.ts';
import type { Caveat } from './caveat.ts';
import { caveatsOf } from './caveats.ts';
import { costSentences } from './cost-sentences.ts';
import { sweepSentence } from './sweep-sentence.ts';

/** The conclusion of a study. The terminal, the report and `--json` say what stands here. Plain data that survives JSON. */
export interface Verdict {
  /** Which algorithm is fastest: at the only point, or over all points of the sweep. */
  readonly sentence: string;
  /** Which is cheapest and which takes the least energy, where the scenario has prices or watts. */
  readonly costs: readonly string[];
  /** Why the comparison is unfair or weak. */
  readonly caveats: readonly Caveat[];
}

/** The verdict of a study by the runs that have finished. `target`: the objective to reach at the first point, if there is one. */
export function verdictOf(study: StudyResult, target: number | undefined): Verdict {
  const { points, scenario, paths } = study;
  const summaries = groupedSummaries(study);
  const caveats = caveatsOf(study);
  const costs = costSentences(summaries, paths);
  if (points.length > 1)
    return { sentence: sweepSentence(study, groupedRuns(study), summaries), costs, caveats };
  const isSingle = mostReplications(scenario.replications) === 1;
  const sentence = isSingle ? fastestSentence(study, { target }) : pointSentence(summaries[0] ?? []);
  return { sentence, costs, caveats };
}
