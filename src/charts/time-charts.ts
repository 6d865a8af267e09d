import { humanTime, humanTimes } from '../report/human.ts';
import { timesWithIntervals } from '../report/intervals.ts';
import { hasTarget } from '../studies/goal.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import { bounds, finite, plainAxis, timeAxis } from './axes.ts';
import type { IntervalsChart, PlaneChart } from './chart.ts';
import { styleOf } from './style-of.ts';
import { ticksFor } from './ticks.ts';

/** What the algorithms of one point are compared by, each with its interval: the time to the target, else the time per update. */
export function timesChart(summaries: readonly AlgorithmSummary[]): IntervalsChart | undefined {
  const [first] = summaries;
  if (!first) return undefined;
  const aimed = hasTarget(first.point.scenario);
  const many = summaries.some(({ n }) => n > 1);
  const estimates = summaries.map((summary) =>
    aimed ? (summary.time ?? summary.medianTime) : summary.timePerUpdate,
  );
  const texts = many
    ? timesWithIntervals(estimates)
    : humanTimes(estimates.map((estimate) => finite(estimate?.value) ?? undefined));
  const rows = summaries.map((summary, k) => {
    const estimate = estimates[k];
    return {
      name: summary.algorithm,
      style: styleOf(summary.point, summary.algorithm),
      ...bounds(estimate),
      text: aimed && !summary.time ? missText(summary) : texts[k]!,
    };
  });
  const most = Math.max(...rows.flatMap(({ value, high }) => [value ?? 0, high ?? 0]));
  return {
    kind: 'intervals',
    id: 'time',
    title: aimed ? 'Time to target' : 'Time per update',
    note: many
      ? 'Means over replications with 95% intervals; medians where not every run arrived.'
      : 'One run each: without replications there is no interval.',
    x: timeAxis(aimed ? 'simulated time to target' : 'simulated time per update', most),
    rows,
  };
}

function missText({ converged, n, medianTime }: AlgorithmSummary): string {
  const reached = n === 1 ? 'never' : `${converged} of ${n} runs`;
  return medianTime && Number.isFinite(medianTime.value)
    ? `${reached}, median ${humanTime(medianTime.value)}`
    : reached;
}

/**
 * Time per update against updates to target. Their product is the time to target, so that on a doubly logarithmic plane the points of
 * equal time lie on falling diagonals.
 */
export function efficiencyPlane(summaries: readonly AlgorithmSummary[]): PlaneChart | undefined {
  const points = summaries.flatMap((summary) => {
    const { point, algorithm, time, updates, timePerUpdate } = summary;
    if (!hasTarget(point.scenario) || !time || !updates || !timePerUpdate) return [];
    if (updates.value <= 0 || timePerUpdate.value <= 0) return [];
    const [x, y] = [bounds(updates), bounds(timePerUpdate)];
    return [
      {
        ...{ name: algorithm, style: styleOf(point, algorithm), x: updates.value, y: timePerUpdate.value },
        ...{ xLow: x.low, xHigh: x.high, yLow: y.low, yHigh: y.high },
      },
    ];
  });
  if (points.length < 2) return undefined;
  const times = points.map(({ x, y }) => x * y);
  const axis = timeAxis('', Math.max(...times), 'log');
  const products = ticksFor(axis, Math.min(...times) / 3, 3 * Math.max(...times), 16);
  return {
    kind: 'plane',
    id: 'efficiency',
    title: 'Why an algorithm wins',
    note: 'Updates to target (statistical efficiency) against time per update (hardware efficiency). On a diagonal the time to target is equal: the nearer to the lower left, the faster.',
    x: plainAxis('updates to target', 'log'),
    y: timeAxis('time per update', Math.max(...points.map(({ y }) => y)), 'log'),
    points,
    products: products.map(({ value, text }) => ({ value, name: `${text} ${axis.unit!.name}` })),
  };
}
