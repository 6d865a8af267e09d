import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../../src/base/errors.ts';
import { suggestionFor } from '../../src/base/suggest.ts';
import { humanTime } from '../../src/report/human.ts';
import { readCalibration } from './calibration.ts';
import { svgOf } from './charts.ts';
import { claims } from './claims.ts';
import { type Figure, figureCsv, type Row, type Setting } from './figure.ts';
import { fig2 } from './figures/fig2.ts';
import { fig6 } from './figures/fig6.ts';
import { fig7 } from './figures/fig7.ts';
import { fig8 } from './figures/fig8.ts';
import { fig9 } from './figures/fig9.ts';
import { fig10 } from './figures/fig10.ts';
import { fig11 } from './figures/fig11.ts';
import { fig12 } from './figures/fig12.ts';
import { fig13 } from './figures/fig13.ts';
import { fig14 } from './figures/fig14.ts';
import { fig16 } from './figures/fig16.ts';
import { regret } from './figures/regret.ts';
import { shapes } from './figures/shapes.ts';
import { table3 } from './figures/table3.ts';
import { table4 } from './figures/table4.ts';
import { exitCodeOf, Laboratory, writeResult } from './laboratory.ts';
import { type DataName, fullPlan, type Plan, quickPlan } from './plan.ts';

/*
 * The evaluation of "Heterogeneity-aware Distributed Parameter Servers" anew, as CSV and SVG:
 *
 *     npm run figures                      # everything: see docs/paper.md
 *     npm run figures -- --quick           # fewer runs and rates, and no other shapes of the data
 *     npm run figures -- fig9 table3       # some
 *     npm run figures -- --data url=FILE   # with the real data, in LIBSVM form
 *     npm run figures -- --calibration FILE --out DIR   # with other constants, in the form of calibration.json
 *
 * What has been computed is kept: after an interrupt, or with other figures, only what is missing is computed.
 */

/** In the order in which they are made; claims are drawn from all before them. */
const figures: readonly Figure[] = [
  ...[fig14, regret, table3, fig2, fig6, fig7, fig8, fig9, fig10, fig11, fig12, table4, fig13, fig16],
  claims,
  shapes,
];

process.exitCode = await exitCodeOf(async () => {
  const { values, positionals } = parse();
  const { quick = false, data = [], out = 'out/figures', jobs, fresh = false } = values;
  const chosen = chosenFigures(positionals, quick);
  const plan = planOf(quick, data, out);
  const calibration = readCalibration(values.calibration);
  await Laboratory.use({ out, jobs, fresh }, async (laboratory) => {
    for (const figure of chosen) await make(figure, { plan, laboratory, calibration }, out);
  });
});

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean' },
        data: { type: 'string', multiple: true },
        calibration: { type: 'string' },
        out: { type: 'string' },
        jobs: { type: 'string' },
        fresh: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new InputError({
      message: (error as Error).message.split('.')[0]!,
      allowed:
        '[FIGURE...] [--quick] [--data url=FILE] [--calibration FILE] [--out DIR] [--jobs N] [--fresh]',
    });
  }
}

/** All without names; but the quick run leaves out what has to be asked for, the verdicts for a dozen other shapes. */
function chosenFigures(names: readonly string[], quick: boolean): readonly Figure[] {
  if (names.length === 0) return figures.filter((figure) => !quick || figure !== shapes);
  return names.map((name) => {
    const figure = figures.find((each) => each.name === name);
    if (figure) return figure;
    const meant = suggestionFor(
      name,
      figures.map((each) => each.name),
    );
    throw new InputError({
      message: `no figure ${name}`,
      ...(meant !== undefined && { hint: `did you mean ${meant}?` }),
      allowed: figures.map((each) => each.name).join(', '),
    });
  });
}

function planOf(quick: boolean, data: readonly string[], out: string): Plan {
  const files: Partial<Record<DataName, string>> = {};
  for (const each of data) {
    const [, name, file] = /^(url|ctr)=(.+)$/i.exec(each) ?? [];
    if (!name || !file) throw new InputError({ message: `--data ${each}`, allowed: 'url=FILE, ctr=FILE' });
    files[name.toUpperCase() as DataName] = relative(resolve(out, 'scenarios'), resolve(file));
  }
  return { ...(quick ? quickPlan : fullPlan), files };
}

async function make(figure: Figure, setting: Setting, out: string): Promise<void> {
  const started = performance.now();
  const rows = await figure.rows(setting);
  const file = join(out, `${figure.name}.csv`);
  writeResult(file, figureCsv(figure, rows));
  if (figure.chart)
    writeResult(join(out, `${figure.name}.svg`), await svgOf(figure.chart(rows), plainRows(rows)));
  console.log(
    `${figure.title}\n  ${file}, ${rows.length} rows, ${humanTime((performance.now() - started) / 1000)}`,
  );
  for (const line of figure.summary?.(rows) ?? []) console.log(`  ${line}`);
}

/** What a chart can show: an infinite value has no place on an axis. */
function plainRows(rows: readonly Row[]): readonly object[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, cell]) => [
        key,
        typeof cell === 'number' && !Number.isFinite(cell) ? null : cell,
      ]),
    ),
  );
}
