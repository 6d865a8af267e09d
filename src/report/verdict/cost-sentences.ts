import { clusterOf } from '../../scenarios/own-system.ts';
import { dollarsPerSecond } from '../../studies/cost.ts';
import type { AlgorithmSummary } from '../../studies/study-summary.ts';
import { humanDollars, humanShare, humanTime } from '../human.ts';
import { dollarsInWords, energiesWithIntervals } from '../intervals.ts';
import { pointLabel } from '../point-labels.ts';
import { cheapestOf, fastestOf, leastBy } from '../sentences.ts';

/** The part of a price below which waiting is not worth a sentence. */
const LITTLE = 0.005;

/** What is cheapest, over all points; what an hour costs; what was paid for waiting; and what takes the least energy. */
export function costSentences(
  points: readonly (readonly AlgorithmSummary[])[],
  paths: readonly string[],
): readonly string[] {
  const all = points.flat();
  const cheapest = cheapestOf(all);
  const frugal = leastBy(all, ({ joules }) => joules);
  return [
    ...(cheapest
      ? [
          cheapestSentence(cheapest, all, paths),
          hourSentence(cheapest, all, paths),
          ...waitSentence(all, paths),
        ]
      : []),
    ...(frugal
      ? [`Least energy: ${nameOf(frugal, paths)}, ${energiesWithIntervals([frugal.joules])[0]} a run.`]
      : []),
  ];
}

/** `Cheapest: bsp, 2.93 dollars [2.80, 3.07] a run; next is asp, 4.50 dollars [4.31, 4.70].` */
function cheapestSentence(
  cheapest: AlgorithmSummary,
  all: readonly AlgorithmSummary[],
  paths: readonly string[],
): string {
  const next = cheapestOf(all.filter((summary) => summary !== cheapest));
  const then = next ? `; next is ${nameOf(next, paths)}, ${dollarsInWords(next.dollars!)}` : '';
  return `Cheapest: ${nameOf(cheapest, paths)}, ${dollarsInWords(cheapest.dollars!)} a run${then}.`;
}

/** What an hour of waiting for the result costs, and where the fastest is not the cheapest, what an hour less would. */
function hourSentence(
  cheapest: AlgorithmSummary,
  all: readonly AlgorithmSummary[],
  paths: readonly string[],
): string {
  const hour = `An hour of waiting costs ${dollarWords(hourOf(cheapest))}, the price of all machines${paths.length > 0 ? ' there' : ''}`;
  const fastest = fastestOf(all);
  if (!fastest?.time || !fastest.dollars || fastest === cheapest) return `${hour}.`;
  const saved = cheapest.time!.value - fastest.time.value;
  const more = fastest.dollars.value - cheapest.dollars!.value;
  if (saved <= 0) return `${hour}.`;
  return `${hour}; ${nameOf(fastest, paths)} is ${humanTime(saved)} sooner for ${dollarWords(more)} more, ${dollarWords((3600 * more) / saved)} for each hour saved.`;
}

/** `Of the price of bsp 1.20 dollars (22%) were paid for workers that waited for slower ones.` */
function waitSentence(all: readonly AlgorithmSummary[], paths: readonly string[]): readonly string[] {
  const partOf = ({ waitDollars, dollars }: AlgorithmSummary) =>
    waitDollars && dollars && dollars.value > 0 ? waitDollars.value / dollars.value : 0;
  const most = all.reduce((worst, summary) => (partOf(summary) > partOf(worst) ? summary : worst));
  if (partOf(most) < LITTLE) return [];
  return [
    `Waiting for slower workers took the largest part of the price under ${nameOf(most, paths)}: ${dollarsInWords(most.waitDollars!)}, ${humanShare(partOf(most), 0)} of it.`,
  ];
}

function hourOf({ point: { scenario }, algorithm }: AlgorithmSummary): number {
  const spec = scenario.algorithms.find(({ label }) => label === algorithm)!;
  return 3600 * dollarsPerSecond(clusterOf(scenario.cluster, spec));
}

function dollarWords(dollars: number): string {
  return `${humanDollars([dollars])[0]} dollars`;
}

function nameOf({ algorithm, point }: AlgorithmSummary, paths: readonly string[]): string {
  return paths.length === 0 ? algorithm : `${algorithm} at ${pointLabel(paths, point)}`;
}
