import { pointLabel } from '../report/point-labels.ts';
import type { AlgorithmSummary } from '../studies/study-summary.ts';
import { bounds, timeAxis } from './axes.ts';
import type { PlaneChart } from './chart.ts';
import { styleOf } from './style-of.ts';

/** Points that can be told apart on a plane. */
const MOST_POINTS = 40;

/** The price of a run against its time, for each algorithm, at each point where there are `paths`; none without prices. */
export function costPlane(
  summaries: readonly AlgorithmSummary[],
  paths: readonly string[],
): PlaneChart | undefined {
  const points = summaries.flatMap((summary) => {
    const { point, algorithm, time, dollars } = summary;
    if (!time || !dollars || time.value <= 0 || dollars.value <= 0) return [];
    const [x, y] = [bounds(time), bounds(dollars)];
    const name = paths.length === 0 ? algorithm : `${algorithm}, ${pointLabel(paths, point)}`;
    return [
      {
        ...{ name, style: styleOf(point, algorithm), x: time.value, y: dollars.value },
        ...{ xLow: x.low, xHigh: x.high, yLow: y.low, yHigh: y.high },
      },
    ];
  });
  if (points.length < 2 || points.length > MOST_POINTS) return undefined;
  const most = Math.max(...points.map(({ x }) => x));
  return {
    kind: 'plane',
    id: 'cost',
    title: 'Time against cost',
    note: 'The price of a run against its simulated time, with 95% intervals where there are replications. The nearer to the lower left, the better; where two lie side by side, the lower one costs less for the same time.',
    x: timeAxis('simulated time', most, 'log'),
    y: { label: 'price of a run', scale: 'log', unit: { name: 'dollars', size: 1 } },
    points,
    products: [],
  };
}
