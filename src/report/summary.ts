import { mostReplications } from '../studies/replications.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { groupedSummaries } from '../studies/study-summary.ts';
import { pointLabel } from './point-labels.ts';
import { pointsTable } from './points-table.ts';
import { replicatedTable } from './replicated-table.ts';
import { fileNamesOf } from './result-files.ts';
import { pointSentence } from './sentences.ts';
import { fastestSentence } from './single-run-sentence.ts';
import { singleRunTable } from './single-run-table.ts';
import type { SummaryFacts } from './summary-facts.ts';
import { wrapped } from './text-table.ts';
import { tuningText } from './tuning-text.ts';

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
  const { name, description } = study.scenario;
  const heading = description ? `${name}: ${description}` : name;
  return [
    ...wrapped(heading, width).map(paint.bold),
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

/** Tables and sentences: of the runs themselves where each was made once, else of what they come to. */
function bodyOf(study: StudyResult, facts: SummaryFacts): readonly string[] {
  const { points, scenario, paths } = study;
  if (study.runs.length === 0) return ['Only the learning rates were searched for.'];
  if (points.length === 1 && mostReplications(scenario.replications) === 1) {
    return [...singleRunTable(study, facts), '', ...wrapped(fastestSentence(study, facts), facts.width)];
  }
  const summaries = groupedSummaries(study);
  if (points.length > FEW_POINTS) {
    return [...pointsTable(summaries, paths, facts), '', ...wrapped(sweepSentence(study), facts.width)];
  }
  return summaries.flatMap((here, k) => [
    ...(k === 0 ? [] : ['']),
    ...(paths.length === 0
      ? []
      : wrapped(pointLabel(paths, here[0]!.point), facts.width).map(facts.paint.bold)),
    ...replicatedTable(here, facts),
    '',
    ...wrapped(pointSentence(here), facts.width),
  ]);
}

function sweepSentence({ points, scenario }: StudyResult): string {
  const { algorithms } = scenario;
  return `${points.length} points of ${algorithms.length} algorithms; summary.csv has every algorithm at every point.`;
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
