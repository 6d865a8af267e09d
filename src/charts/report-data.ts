import { SEMANTICS_VERSION } from '../base/versions.ts';
import type { Fingerprint, ManifestFacts } from '../report/manifest.ts';
import { pointLabel } from '../report/point-labels.ts';
import { type Verdict, verdictOf } from '../report/verdict/verdict.ts';
import { formatScenario } from '../scenarios/format-scenario.ts';
import type { StudyPoint } from '../studies/planned-run.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { groupedRuns, groupedSummaries } from '../studies/study-summary.ts';
import type { Chart } from './chart.ts';
import { costPlane } from './cost-plane.ts';
import { objectiveCharts } from './objective-charts.ts';
import { type ReportTable, tableOf } from './report-table.ts';
import { stalenessChart } from './staleness-chart.ts';
import { sweepCharts } from './sweep-charts.ts';
import { efficiencyPlane, timesChart } from './time-charts.ts';
import type { Timeline } from './timeline/lanes.ts';
import { tuningChart } from './tuning-chart.ts';
import { workerCharts } from './worker-charts.ts';

/** All that a report says and shows, as plain data. */
export interface ReportData {
  readonly name: string;
  readonly description: string | undefined;
  /** What was run on what, in a few words each. */
  readonly facts: readonly string[];
  /** Warnings about the scenario and the files that it names. */
  readonly warnings: readonly string[];
  /** Whether all runs have been made; else how many of how many. */
  readonly unfinished: { readonly finished: number; readonly planned: number } | undefined;
  /** What the terminal says too: who is fastest over all points, what stands against it, what it costs. */
  readonly verdict: Verdict;
  /** What is true of all points together: the sweep, the search for learning rates. */
  readonly overall: readonly Chart[];
  /** What the workers and shards of the first view did in its first replication; none where that would be too long. */
  readonly timelines: readonly Timeline[];
  /** One for each point of the sweep that is shown. */
  readonly views: readonly View[];
  /** Points of the sweep. */
  readonly points: number;
  readonly repeat: Repetition;
}

/** What was found at one point. */
export interface View {
  /** Which point; empty without a sweep. */
  readonly label: string;
  readonly sentence: string;
  readonly table: ReportTable;
  readonly charts: readonly Chart[];
}

/** What it takes to get the same again. */
export interface Repetition {
  readonly command: string;
  readonly versions: { readonly laggard: string; readonly semantics: number };
  readonly seed: number;
  readonly digests: readonly { readonly run: string; readonly digest: string }[];
  readonly inputs: readonly Fingerprint[];
  /** As a scenario file. */
  readonly scenario: string;
}

/** Points that are shown one by one; files have all. */
const MOST_VIEWS = 48;
/** Runs whose digests are listed; runs.csv has all. */
const MOST_DIGESTS = 60;
/** Values of all curves together, and of one of them. */
const CURVE_VALUES = 24_000;
const MOST_VALUES = 400;
/** Rows of all workers' times together, and of one algorithm. */
const WORKER_ROWS = 3000;
const MOST_WORKER_ROWS = 40;
/** Bars of a histogram. */
const MOST_BARS = 40;

/** Makes the report of a study. It depends on the study and the facts alone, and stays small however many runs there are. */
export function reportData(
  study: StudyResult,
  facts: ManifestFacts,
  timelines: readonly Timeline[] = [],
): ReportData {
  const groups = groupedRuns(study);
  const summaries = groupedSummaries(study);
  const shown = [...new Set(groups.map(({ point }) => point))].slice(0, MOST_VIEWS);
  const lines = Math.max(1, groups.filter(({ point }) => shown.includes(point)).length);
  const limits = {
    values: within(24, CURVE_VALUES / (3 * lines), MOST_VALUES),
    rows: within(8, WORKER_ROWS / lines, MOST_WORKER_ROWS),
  };
  return {
    name: study.scenario.name,
    description: study.scenario.description,
    facts: factsOf(study),
    warnings: facts.warnings ?? [],
    unfinished: study.complete
      ? undefined
      : { finished: study.runs.length + study.tuningRuns.length, planned: study.planned },
    verdict: verdictOf(study, facts.target),
    overall: [
      ...sweepCharts(study),
      ...(study.points.length > 1 ? present(costPlane(summaries.flat(), study.paths)) : []),
      ...present(tuningChart(study)),
    ],
    views: shown.map((point) => {
      const here = groups.filter((group) => group.point === point);
      const summarised = summaries.find(([first]) => first?.point === point) ?? [];
      const { sentence, table } = tableOf(study, here, summarised, targetAt(point, facts));
      return {
        label: study.paths.length === 0 ? '' : pointLabel(study.paths, point),
        sentence,
        table,
        charts: [
          ...present(timesChart(summarised)),
          ...present(efficiencyPlane(summarised)),
          ...present(costPlane(summarised, [])),
          ...objectiveCharts(here, targetAt(point, facts), limits.values),
          ...workerCharts(here, limits.rows, facts.machines),
          ...present(stalenessChart(here, MOST_BARS)),
        ],
      };
    }),
    timelines,
    points: study.points.length,
    repeat: {
      command: facts.command,
      versions: { laggard: facts.version, semantics: SEMANTICS_VERSION },
      seed: study.scenario.seed,
      digests: digestsOf(study),
      inputs: facts.inputs,
      scenario: facts.shown ?? formatScenario(study.document),
    },
  };
}

/** The objective to reach at a point; where it is given as a gap, what was solved for at the first one. */
function targetAt({ scenario, index }: StudyPoint, { target }: ManifestFacts): number | undefined {
  return scenario.stop.objective ?? (index === 0 ? target : undefined);
}

function factsOf({ points, runs, scenario }: StudyResult): readonly string[] {
  const { algorithms, cluster, seed } = scenario;
  const workers = runs[0]?.result.workers.length;
  const shards = cluster.servers.count;
  return [
    counts(algorithms.length, 'algorithm'),
    ...(workers === undefined ? [] : [counts(workers, 'worker')]),
    counts(shards, 'server shard'),
    ...(points.length > 1 ? [counts(points.length, 'point')] : []),
    counts(runs.length, 'run'),
    `seed ${seed}`,
  ];
}

function digestsOf({ runs, paths }: StudyResult): Repetition['digests'] {
  return runs.slice(0, MOST_DIGESTS).map(({ plan, result }) => {
    const at = paths.length === 0 ? '' : `, ${pointLabel(paths, plan.point)}`;
    const replication = result.replication === 1 ? '' : `, replication ${result.replication}`;
    return { run: `${result.algorithm}${at}${replication}`, digest: result.digest };
  });
}

function present<T>(chart: T | undefined): readonly T[] {
  return chart === undefined ? [] : [chart];
}

function counts(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function within(least: number, value: number, most: number): number {
  return Math.floor(Math.min(most, Math.max(least, value)));
}
