import { readTriedShapes, type TriedShape, withShape } from '../calibration.ts';
import { claimsOn } from '../claims.ts';
import type { Figure, Row, Setting } from '../figure.ts';
import { INTERVAL_FROM } from '../plan.ts';

/** What the verdicts would be if the data had another shape: each that the calibration tried, with the share that suits it best. */
export const shapes: Figure = {
  name: 'shapes',
  title: 'Verdicts for other shapes of the data',
  columns: [
    ...[
      'data',
      'rows',
      'features',
      'nonzeros',
      'exponent',
      'noise',
      'positives',
      'intercept',
      'share',
      'error',
    ],
    ...[
      'share',
      'error',
      'claim',
      'statement',
      'page',
      'paper',
      'value',
      'ci_low',
      'ci_high',
      'at_least',
      'verdict',
    ],
  ],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const [k, tried] of readTriedShapes().entries())
      rows.push(...(await verdictsWith(tried, `shape-${k + 1}`, setting)));
    return rows;
  },
  summary: (rows) => [...new Set(rows.map(shapeOf))].map((shape) => `${shape}: ${tally(rows, shape)}`),
};

/** The claims that rest on one of the data sets, had it the shape that was tried. */
async function verdictsWith(tried: TriedShape, folder: string, setting: Setting): Promise<readonly Row[]> {
  const { plan, calibration, laboratory } = setting;
  const { data, error } = tried;
  const { nonzerosPerRow: nonzeros, ...shape } = tried.shape;
  const rows = await claimsOn(data, {
    calibration: withShape(calibration, tried),
    plan: { ...plan, replications: Math.min(plan.replications, INTERVAL_FROM), searchSeeds: 1 },
    laboratory: laboratory.within(folder),
  });
  return rows.map((row) => ({ data, nonzeros, ...shape, error, ...row }));
}

function shapeOf({ data, rows, features, nonzeros, exponent, noise, positives, intercept }: Row): string {
  const shape = `${data} ${rows} × ${features}, ${nonzeros} nonzeros, exponent ${exponent}, noise ${noise}`;
  return `${shape}, ${positives} positive${intercept ? ', intercept' : ''}`;
}

function tally(rows: readonly Row[], shape: string): string {
  const verdicts = rows.filter((row) => shapeOf(row) === shape).map(({ verdict }) => verdict);
  return (['holds', 'holds in direction', 'does not hold', 'unknown'] as const)
    .map((verdict) => `${verdicts.filter((each) => each === verdict).length} ${verdict}`)
    .join(', ');
}
