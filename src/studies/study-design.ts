import type { ParsedScenario } from '../scenarios/parse-scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { ScenarioDocument } from '../scenarios/sweep/resolved-document.ts';
import type { Purpose, StudyPoint } from './planned-run.ts';
import { leastReplications, mostReplications } from './replications.ts';
import type { Tuning } from './tuning/tuning.ts';
import { tuningOf, tuningRunsOf } from './tuning/tuning-plan.ts';

/** What a study is to do, before any of its runs. */
export interface StudyDesign {
  /** Without what a sweep changes. */
  readonly scenario: Scenario;
  /** As a scenario file, the sweep included, with everything resolved. */
  readonly document: ScenarioDocument;
  /** The paths of the sweep: one column each, in the order of the values of a point. */
  readonly paths: readonly string[];
  readonly points: readonly StudyPoint[];
  /** The only thing to do, where a study is made in two passes. */
  readonly stage?: Purpose;
  /** What an earlier pass has found, in place of searching again. */
  readonly tunings?: readonly Tuning[];
}

/** The design of the study that a scenario file asks for. */
export function designOf({
  scenario,
  document,
  paths,
  points,
}: Omit<ParsedScenario, 'warnings'>): StudyDesign {
  return { scenario, document, paths, points: points.map((point, index) => ({ index, ...point })) };
}

/** How many runs a study takes. With a precision to reach, results decide how many between `least` and `most`. */
export interface RunCounts {
  readonly tune: number;
  readonly compare: { readonly least: number; readonly most: number };
}

/** How many runs a study takes, before any has been made. */
export function runCountsOf({ points, stage, tunings }: StudyDesign): RunCounts {
  let tune = 0;
  let least = 0;
  let most = 0;
  for (const { scenario } of points) {
    const { algorithms, replications } = scenario;
    for (const algorithm of algorithms) {
      const spec = tuningOf(scenario, algorithm);
      if (spec && !tunings) tune += tuningRunsOf(spec);
    }
    if (stage === 'tune') continue;
    least += algorithms.length * leastReplications(replications);
    most += algorithms.length * mostReplications(replications);
  }
  return { tune, compare: { least, most } };
}

/** The index of a run of the comparison: of algorithm `a` (its place in the list) in the r-th replication, from 0. */
export function compareIndex(design: StudyDesign, point: StudyPoint, a: number, r: number): number {
  return blockOf(design, point, a) * mostReplications(design.scenario.replications) + r;
}

/** The index of the k-th run of a search, from 0: after all that the comparison may come to. */
export function tuneIndex(design: StudyDesign, point: StudyPoint, a: number, k: number): number {
  const { points, scenario } = design;
  const compared = points.length * scenario.algorithms.length * mostReplications(scenario.replications);
  return compared + blockOf(design, point, a) * longestSearchOf(design) + k;
}

/** Rows come by point, then by algorithm. */
function blockOf({ scenario }: StudyDesign, point: StudyPoint, a: number): number {
  return point.index * scenario.algorithms.length + a;
}

const longest = new WeakMap<StudyDesign, number>();

/** The most runs that one algorithm may need at one point to find its rate. */
function longestSearchOf(design: StudyDesign): number {
  const known = longest.get(design);
  if (known !== undefined) return known;
  let most = 0;
  for (const { scenario } of design.points) {
    for (const algorithm of scenario.algorithms) {
      const spec = tuningOf(scenario, algorithm);
      if (spec) most = Math.max(most, tuningRunsOf(spec));
    }
  }
  longest.set(design, most);
  return most;
}
