import { plain } from '../report/paint.ts';
import { replicatedColumns } from '../report/replicated-table.ts';
import { fastestOf, pointSentence } from '../report/sentences.ts';
import { fastestSentence } from '../report/single-run-sentence.ts';
import { singleRunColumns } from '../report/single-run-table.ts';
import type { TextColumn } from '../report/text-table.ts';
import { fastestRuns } from '../studies/comparison.ts';
import { hasTarget } from '../studies/goal.ts';
import { mostReplications } from '../studies/replications.ts';
import type { StudyResult } from '../studies/study-result.ts';
import type { AlgorithmRuns, AlgorithmSummary } from '../studies/study-summary.ts';
import { styleOf } from './style-of.ts';

/** A table as the terminal has it, for a page. */
export interface ReportTable {
  readonly columns: readonly {
    readonly head: string;
    readonly isNumeric: boolean;
    readonly cells: readonly string[];
  }[];
  /** The look of each row's algorithm, and whether it was the fastest. */
  readonly rows: readonly { readonly style: number; readonly isFastest: boolean }[];
}

/** What is said of one point: of the runs themselves where each was made once, else of what they come to. */
export function tableOf(
  { scenario }: StudyResult,
  groups: readonly AlgorithmRuns[],
  summaries: readonly AlgorithmSummary[],
  target: number | undefined,
): { readonly sentence: string; readonly table: ReportTable } {
  const isTargetUnknown = groups.some(({ point }) => hasTarget(point.scenario)) && target === undefined;
  if (mostReplications(scenario.replications) > 1 || isTargetUnknown) {
    const fastest = fastestOf(summaries);
    return {
      sentence: pointSentence(summaries),
      table: {
        columns: replicatedColumns(summaries).map(forPage),
        rows: summaries.map((summary) => ({
          style: styleOf(summary.point, summary.algorithm),
          isFastest: summary === fastest,
        })),
      },
    };
  }
  const runs = groups.flatMap((group) => group.runs);
  const fastest = fastestRuns(runs);
  return {
    sentence: fastestSentence({ runs }, { target }),
    table: {
      columns: singleRunColumns({ runs }, { paint: plain }).map(forPage),
      rows: runs.map((run) => ({
        style: styleOf(run.plan.point, run.plan.algorithm.label),
        isFastest: fastest.includes(run),
      })),
    },
  };
}

/** Heads are one line; words that were broken for a narrow column are whole. */
function forPage({ head, align, cells }: TextColumn): ReportTable['columns'][number] {
  return { head: head.replaceAll('-\n', '').replaceAll('\n', ' '), isNumeric: align === 'right', cells };
}
