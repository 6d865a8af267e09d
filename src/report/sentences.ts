import type { Scenario } from '../scenarios/scenario.ts';
import { hasTarget } from '../studies/goal.ts';
import type { Estimate } from '../studies/statistics/interval.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import { ratioWithInterval, timeWithInterval } from './intervals.ts';

/**
 * What a reader wants to know of the runs at one point: which algorithm is fastest, how fast, and compared with the first that is
 * listed; and which did not always arrive. `dynsgd reaches 0.3 in 41 s [39, 44], 3.1x [2.8, 3.4] faster than bsp; asp reached it in 6 of
 * 20 runs.`
 */
export function pointSentence(summaries: readonly AlgorithmSummary[]): string {
  const [base] = summaries;
  if (!base) return 'No run has finished.';
  const { scenario } = base.point;
  const fastest = fastestOf(summaries);
  const clauses = [
    fastest ? bestClause(fastest, summaries, scenario) : `No algorithm always ${arrives(scenario)}`,
    ...(hasTarget(scenario) ? summaries.filter(({ time }) => !time).map(missClause) : []),
  ];
  return `${clauses.join('; ')}.`;
}

/** The algorithm that always arrived and costs least in the mean; undefined where none always arrived. */
export function fastestOf(summaries: readonly AlgorithmSummary[]): AlgorithmSummary | undefined {
  return rankedByCost(summaries)[0];
}

/** The algorithm with the lowest mean price; undefined where none has a price. */
export function cheapestOf(summaries: readonly AlgorithmSummary[]): AlgorithmSummary | undefined {
  return leastBy(summaries, ({ dollars }) => dollars);
}

/** The first of the summaries with the least mean, among those that have one. */
export function leastBy(
  summaries: readonly AlgorithmSummary[],
  estimateOf: (summary: AlgorithmSummary) => Estimate | undefined,
): AlgorithmSummary | undefined {
  const known = summaries.filter((summary) => estimateOf(summary) !== undefined);
  const least = Math.min(...known.map((summary) => estimateOf(summary)!.value));
  return known.find((summary) => estimateOf(summary)!.value === least);
}

/** The algorithms that always arrived, from the fastest in the mean to the slowest. */
export function rankedByCost(summaries: readonly AlgorithmSummary[]): readonly AlgorithmSummary[] {
  const cost = ({ point, time, timePerUpdate }: AlgorithmSummary) =>
    (hasTarget(point.scenario) ? time : timePerUpdate)?.value;
  const arrived = summaries.filter((summary) => cost(summary) !== undefined);
  return arrived.toSorted((a, b) => cost(a)! - cost(b)!);
}

function bestClause(
  best: AlgorithmSummary,
  summaries: readonly AlgorithmSummary[],
  scenario: Scenario,
): string {
  const does = hasTarget(scenario)
    ? `reaches ${goalWords(scenario)} in ${timeWithInterval(best.time)}`
    : `makes an update in ${timeWithInterval(best.timePerUpdate)}`;
  return `${best.algorithm} ${does}${comparison(best, summaries)}`;
}

/** With the first algorithm; where that is the best itself, with the one that comes next. */
function comparison(best: AlgorithmSummary, summaries: readonly AlgorithmSummary[]): string {
  const base = summaries[0]!;
  if (best !== base) return best.speedUp ? `, ${fasterWords(best.speedUp, base)}` : '';
  const next = fastestOf(summaries.filter((summary) => summary !== best));
  return next?.speedUp ? `, ${fasterWords(inverseOf(next.speedUp), next)}` : '';
}

/** How many times as fast the first is as the other, where it is known how many times as fast the other is as the first. */
function inverseOf({ value, low, high }: Estimate): Estimate {
  const inverse = (x: number | undefined) => (x === undefined ? undefined : 1 / x);
  return { value: 1 / value, low: inverse(high), high: inverse(low) };
}

/** An interval that holds 1 shows no difference, whatever its middle. */
function fasterWords(ratio: Estimate, { algorithm }: AlgorithmSummary): string {
  const { value, low = value, high = value } = ratio;
  const times = ratioWithInterval(ratio);
  if (low > 1) return `${times} faster than ${algorithm}`;
  const asFast = `${times} as fast as ${algorithm}`;
  return high < 1 || low === high ? asFast : `${asFast} (no clear difference)`;
}

function missClause({ algorithm, n, converged, diverged }: AlgorithmSummary): string {
  const reached =
    converged === 0
      ? `${algorithm} never reached it`
      : `${algorithm} reached it in ${converged} of ${n} runs`;
  return diverged === 0 ? reached : `${reached} and diverged in ${diverged}`;
}

function arrives(scenario: Scenario): string {
  return hasTarget(scenario) ? `reached ${goalWords(scenario)}` : 'went to its limit';
}

/** `0.3`, `1% above the optimum`, or `an accuracy of 95%`. */
export function goalWords({ stop: { objective, gap, accuracy } }: Pick<Scenario, 'stop'>): string {
  const percent = (ratio: number) => `${Number((100 * ratio).toPrecision(6))}%`;
  if (accuracy !== undefined) return `an accuracy of ${percent(accuracy)}`;
  return objective === undefined ? `${percent(gap!)} above the optimum` : String(objective);
}
