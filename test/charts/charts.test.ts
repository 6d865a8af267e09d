import { readFileSync } from 'node:fs';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { expect, test } from 'vitest';
import type { Chart, HistogramsChart, LinesChart, PlaneChart } from '../../src/charts/chart.ts';
import { seriesColours, stateColours } from '../../src/charts/palette.ts';
import { reportData } from '../../src/charts/report-data.ts';
import { jsonInHtml, reportHtml } from '../../src/charts/report-html.ts';
import { vegaSpec } from '../../src/charts/vega-spec.ts';
import { simulate } from '../../src/index.ts';
import type { StudyResult } from '../../src/studies/study-result.ts';
import { smallScenario } from '../cli/sim.ts';
import { replicatedStudy, scenarioOf, studyOf } from '../report/fixtures.ts';

const facts = { version: '1', command: 'run x.yaml', inputs: [], target: 0.3 };
const aimed = { stop: { objective: 0.3, maxClocks: 9 } };

function chartIn(study: StudyResult, id: string): Chart {
  const { overall, views } = reportData(study, facts);
  return [...overall, ...views.flatMap(({ charts }) => charts)].find((chart) => chart.id === id)!;
}

/** A curve with these objectives, one a second. */
const curveOf = (...objectives: readonly number[]) =>
  objectives.map((objective, k) => ({
    ...{ time: k * 1e9, updates: 2 * k, clocksMin: k, clocksMax: k, objective },
    ...{ accuracy: undefined, testLoss: undefined },
  }));

test('one run is drawn as it was', () => {
  const study = studyOf([{ algorithm: 'bsp', curve: curveOf(0.8, 0.6, Number.NaN, 0.2) }], aimed);
  const { panels, y, target } = chartIn(study, 'objective-time') as LinesChart;
  expect(panels[0]!.lines).toEqual([{ name: 'bsp', style: 0, x: [0, 1, 2, 3], y: [0.8, 0.6, null, 0.2] }]);
  expect(y.scale).toBe('log');
  expect(target).toEqual({ value: 0.3, name: 'target' });
});

test('of several runs the median is drawn, and one that has ended keeps its last objective', () => {
  const study = replicatedStudy(
    {
      bsp: [
        { curve: curveOf(0.8, 0.2) },
        { curve: curveOf(0.8, 0.6, 0.4) },
        { curve: curveOf(0.8, 0.7, 0.6, 0.1) },
      ],
    },
    aimed,
  );
  // At 0: 0.8, 0.8, 0.8. At 1: 0.2, 0.6, 0.7. At 2: 0.2, 0.4, 0.6. At 3: 0.2, 0.4, 0.1. Three values have no interval of 95%.
  const { panels } = chartIn(study, 'objective-updates') as LinesChart;
  expect(panels[0]!.lines[0]).toMatchObject({
    x: [0, 2, 4, 6],
    y: [0.8, 0.6, 0.4, 0.2],
    low: [null, null, null, null],
  });
});

test('the bars of a worker add up to the time of the run, and the shares of staleness to all updates', () => {
  const study = studyOf([{ algorithm: 'bsp' }, { algorithm: 'asp' }], aimed);
  const workers = chartIn(study, 'workers');
  if (workers.kind !== 'stacks') throw new Error(workers.kind);
  expect(workers.parts).toEqual(['computing', 'communicating', 'waiting for slower workers']);
  for (const { rows } of workers.panels)
    for (const { parts } of rows) expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 12);
  expect(chartIn(study, 'staleness')).toMatchObject({
    panels: [
      {
        bars: [
          { from: 0, to: 0, share: 0.5 },
          { from: 1, to: 1, share: 0.5 },
        ],
        mean: 0.5,
        most: 1,
      },
      {},
    ],
  });
});

const swept = `${smallScenario}
sweep:
  cluster.workers[1].speed: [1, 0.5, 0.25]
  zip:
    cluster.network.latency: [1 ms, 9 ms]
    workload.l2: [1e-3, 1e-2]
`;

test('a sweep is drawn along its longest direction, paths that move together being one', () => {
  const { paths, ...rest } = simulate(swept) as unknown as StudyResult;
  const study = { paths, ...rest };
  const sweep = chartIn(study, 'sweep') as LinesChart;
  expect(sweep.x.label).toBe('speed');
  expect(sweep.panels.map(({ name }) => name)).toEqual(['latency 0.001, l2 0.001', 'latency 0.009, l2 0.01']);
  const [first] = sweep.panels;
  expect(first!.lines.map(({ name }) => name)).toEqual(['bsp', 'ssp', 'dynsgd']);
  expect(first!.lines[0]!.x).toEqual([0.25, 0.5, 1]);
  const timeAt = (speed: number) =>
    study.runs.find(
      ({ plan }) =>
        plan.algorithm.label === 'bsp' && plan.point.values[0] === speed && plan.point.values[1] === 1e-3,
    )!.result;
  for (const [k, speed] of [0.25, 0.5, 1].entries()) {
    const { status, time } = timeAt(speed);
    expect(first!.lines[0]!.y[k]).toBe(status === 'converged' ? time / 1e9 : null);
  }
  const heat = chartIn(study, 'heat');
  if (heat.kind !== 'heat') throw new Error(heat.kind);
  expect([heat.rows.length, heat.columns]).toEqual([2, ['0.25', '0.5', '1']]);
  for (let cell = 0; cell < 6; cell++) {
    const values = heat.panels.map(({ cells }) => cells[cell]!.value ?? Number.POSITIVE_INFINITY);
    const best = heat.panels
      .filter(({ cells }) => cells[cell]!.isBest)
      .map(({ cells }) => cells[cell]!.value);
    if (Math.min(...values) < Number.POSITIVE_INFINITY) expect(best).toContain(Math.min(...values));
  }
});

test('every chart can be drawn into a file, without a warning', async () => {
  const studies = [
    studyOf([{ algorithm: 'bsp' }, { algorithm: 'asp', time: 1e9 }], aimed),
    replicatedStudy(
      { bsp: [{}, {}, {}, {}, {}, {}, {}], asp: [{}, {}, { time: 9e9 }, {}, {}, {}, {}] },
      aimed,
    ),
    simulate(swept) as unknown as StudyResult,
  ];
  const kinds = new Set<string>();
  for (const study of studies) {
    const { overall, views } = reportData(study, facts);
    for (const chart of [...overall, ...views[0]!.charts]) {
      const warnings: unknown[] = [];
      const logger = {
        level: () => logger,
        warn: (...said: unknown[]) => {
          warnings.push(...said);
          return logger;
        },
        info: () => logger,
        debug: () => logger,
        error: () => logger,
      };
      const { spec } = compile(vegaSpec(chart) as never, { logger: logger as never });
      const svg = await new View(parse(spec), { renderer: 'none' }).toSVG();
      expect(warnings, chart.id).toEqual([]);
      expect(svg).toContain(chart.title);
      kinds.add(chart.kind);
    }
  }
  expect([...kinds].sort()).toEqual(['heat', 'histograms', 'intervals', 'lines', 'plane', 'stacks']);
}, 60_000);

test('a report is a function of its study, stays small however many runs there are, and its data read back', () => {
  const ending = { curve: curveOf(...Array.from({ length: 300 }, (_, k) => 1 / (k + 1))) };
  const replications = Array.from({ length: 400 }, () => ending);
  const make = () => {
    const study = replicatedStudy({ bsp: replications, asp: replications, ssp: replications }, aimed);
    return reportHtml(reportData(study, facts), 'text', { script: 'run()', style: 'p{}' });
  };
  const html = make();
  expect(make()).toBe(html);
  expect(html.length).toBeLessThan(300_000);
  const evil = { text: '</script><!--&\u2028' };
  expect(jsonInHtml(evil)).not.toMatch(/[<>&]/);
  expect(JSON.parse(jsonInHtml(evil))).toEqual(evil);
});

test('files have the colours of the page on paper', () => {
  const css = readFileSync('src/page/page.css', 'utf8').split('@media (prefers-color-scheme: dark)')[0]!;
  for (const [k, colour] of seriesColours.entries()) expect(css).toContain(`--series-${k}: ${colour};`);
  for (const [state, colour] of Object.entries(stateColours)) expect(css).toContain(`--${state}: ${colour};`);
});

test('with prices the price of a run is drawn against its time; without them nothing is', () => {
  const { cluster } = scenarioOf([]);
  const priced = { ...aimed, cluster: { ...cluster, workers: [{ count: 2, speed: 1, price: 0.5 }] } };
  const endings = [
    { algorithm: 'bsp', time: 4e9 },
    { algorithm: 'asp', time: 2e9 },
  ];
  const { points } = chartIn(studyOf(endings, priced), 'cost') as PlaneChart;
  // Two workers at half a dollar a second.
  expect(points.map(({ name, x, y }) => [name, x, y])).toEqual([
    ['bsp', 4, 4],
    ['asp', 2, 2],
  ]);
  expect(chartIn(studyOf(endings, aimed), 'cost')).toBeUndefined();
});

test('the histogram is called by what it counts, and says where papers count 0', () => {
  const study = studyOf([
    { algorithm: 'bsp', stalenessMean: 0.5, versionStalenessMean: 0 },
    { algorithm: 'asp', stalenessMean: 0.5, versionStalenessMean: 0.5 },
  ]);
  const { title, note, panels } = chartIn(study, 'staleness') as HistogramsChart;
  expect(title).toBe('Pushes of others meanwhile');
  expect(note).toContain('that staleness is 0 for bsp, where the pushes of a round are held');
  expect(panels.map(({ versions }) => versions)).toEqual([0, 0.5]);
});
