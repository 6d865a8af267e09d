import { mostReplications } from '../studies/replications.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { groupedSummaries } from '../studies/study-summary.ts';
import { headingOf } from './heading.ts';
import { pointLabel } from './point-labels.ts';
import { pointsTable } from './points-table.ts';
import { replicatedTable } from './replicated-table.ts';
import { fileNamesOf } from './result-files.ts';
import { pointSentence } from './sentences.ts';
import { singleRunTable } from './single-run-table.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { wrapped } from './text-table.ts';
import { tuningText } from './tuning-text.ts';
import { verdictOf } from './verdict/verdict.ts';

/** Where the files of a study are; what was not written is left out. */
export interface ResultPlaces {
  readonly folder?: string;
  readonly report?: string;
  readonly trace?: string;
}

/** Points up to which each has a table of its own. */
const FEW_POINTS = 8;
/** Runs up to which each has its digest printed. */
const FEW_RUNS = 12;

/** Everything that is said at the end of a study: tables, who was first, where the files are, each run's digest, and what to look at. */
export function summaryText(study: StudyResult, facts: SummaryFacts & ResultPlaces): string {
  const { width, paint, folder, report, trace } = facts;
  return [
    ...wrapped(headingOf(study.scenario), width).map(paint.bold),
    '',
    ...withGap(tuningText(study, facts)),
    ...bodyOf(study, facts),
    '',
    ...(folder ? wrapped(`Results: ${folder} (${fileNamesOf(study).join(', ')})`, width) : []),
    ...digestLines(study),
    ...(trace ? ['', `Trace, to be opened at https://ui.perfetto.dev: ${paint.bold(trace)}`] : []),
    ...(report ? ['', `Report, for any browser: ${paint.bold(report)}`] : []),
    '',
  ].join('\n');
}

/** Tables, and the verdict: of the runs themselves where each was made once, else of their means. */
function bodyOf(study: StudyResult, facts: SummaryFacts): readonly string[] {
  const tables =
    study.runs.length === 0 ? ['Only the learning rates were searched for.'] : tablesOf(study, facts);
  return [...tables, '', ...verdictText(study, facts)];
}

function tablesOf(study: StudyResult, facts: SummaryFacts): readonly string[] {
  const { points, scenario, paths } = study;
  if (points.length === 1 && mostReplications(scenario.replications) === 1)
    return singleRunTable(study, facts);
  const summaries = groupedSummaries(study);
  if (points.length > FEW_POINTS) {
    const all = 'summary.csv has every algorithm at every point.';
    return [...pointsTable(summaries, paths, facts), '', ...wrapped(all, facts.width)];
  }
  return summaries.flatMap((here, k) => [
    ...(k === 0 ? [] : ['']),
    ...(paths.length === 0
      ? []
      : wrapped(pointLabel(paths, here[0]!.point), facts.width).map(facts.paint.bold)),
    ...replicatedTable(here, facts),
    ...(points.length === 1 ? [] : ['', ...wrapped(pointSentence(here), facts.width)]),
  ]);
}

/** The verdict, what stands against it, and what it costs: each in lines of its own. */
function verdictText(study: StudyResult, { target, width, paint }: SummaryFacts): readonly string[] {
  const { sentence, caveats, costs } = verdictOf(study, target);
  const warned = caveats.flatMap((caveat) => wrapped(`warning: ${caveat.sentence}`, width));
  return [
    ...(study.runs.length === 0 ? [] : wrapped(sentence, width)),
    ...warned.map(paint.yellow),
    ...costs.flatMap((cost) => wrapped(cost, width)),
  ];
}

/** `bsp  3f2a9c…`: which run is which, one line each. */
function digestLines({ runs }: StudyResult): readonly string[] {
  if (runs.length > FEW_RUNS) return ['Digests are in runs.csv.'];
  if (runs.length === 0) return [];
  const results = runs.map(({ result }) => result);
  const width = Math.max(...results.map(({ algorithm }) => algorithm.length));
  return [
    'Digests (16 of 64 digits; runs.csv has all):',
    ...results.map(({ algorithm, digest }) => `  ${algorithm.padEnd(width)}  ${digest.slice(0, 16)}`),
  ];
}

function withGap(lines: readonly string[]): readonly string[] {
  return lines.length === 0 || lines.at(-1) === '' ? lines : [...lines, ''];
}
