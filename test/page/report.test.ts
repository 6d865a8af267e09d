import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFile } from '../../src/charts/report-file.ts';
import { pageBundle } from '../../src/files/page-bundle.ts';
import { humanTime } from '../../src/report/human.ts';
import { simHere } from '../cli/in-process.ts';
import { flags } from '../package/browser.ts';
import { chromiumProgram, hostsRequired } from '../package/hosts.ts';
import { studyOf } from '../report/fixtures.ts';
import { type OpenReport, openReport, overflowOf, overlapsOf, pixelsOf } from './browser-page.ts';

const program = chromiumProgram();
const note = 'Chromium is not here, so no report was looked at (apt-get install chromium)';
if (program === undefined) {
  if (hostsRequired) test('Chromium', () => expect.fail(note));
  console.warn(`\n  !!! ${note}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'laggard-report-'));
const file = join(folder, 'report.html');
let browser: Browser | undefined;
let quickstart: OpenReport;

beforeAll(async () => {
  if (program === undefined) return;
  process.env.LAGGARD_STORE = join(folder, 'store');
  const { code, stderr } = await simHere(folder, '--out', 'FOLDER', '--quiet', '--jobs', '1');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  browser = await chromium.launch({ executablePath: program, args: flags });
  quickstart = await openReport(browser, file, 1280);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const inChromium = test.skipIf(program === undefined);

/** A row of a table, its cells as they stand there. */
type Row = Readonly<Record<string, string>>;

function rowsOf(name: string): readonly Row[] {
  return parse(readFileSync(join(folder, name), 'utf8'), { columns: true });
}

const algorithms = ['bsp', 'ssp', 'asp', 'consgd', 'dynsgd'];
const curveOf = (algorithm: string) => rowsOf('curve.csv').filter((row) => row.algorithm === algorithm);

inChromium(
  'the report of the quickstart is one small file that opens without a word and asks for nothing',
  () => {
    expect(statSync(file).size).toBeLessThan(2_000_000);
    expect(quickstart.said).toEqual([]);
    expect(quickstart.requests).toEqual([]);
  },
);

inChromium('every chart has a series for each algorithm', async () => {
  const { page } = quickstart;
  const count = (selector: string) => page.locator(selector).count();
  for (const by of ['time', 'updates', 'clocks']) {
    expect(await count(`[data-chart="objective-${by}"] canvas`)).toBe(1);
    expect(await count(`[data-chart="objective-${by}"] .reading`)).toBe(5);
  }
  expect(await count('[data-chart="time"] .bar')).toBe(5);
  expect(await count('[data-chart="efficiency"] circle')).toBe(5);
  expect(await count('[data-chart="time-shares"] .stack:not(.axis)')).toBe(5);
  expect(await count('[data-chart="workers"] .panel')).toBe(5);
  expect(await count('[data-chart="workers"] .stack:not(.axis)')).toBe(50);
  expect(await count('[data-chart="staleness"] .panel')).toBe(5);
  for (const k of algorithms.keys())
    expect(await pixelsOf(page, 'objective-time', `--series-${k}`)).toBeGreaterThan(100);
});

inChromium('what is drawn is what the tables have', async () => {
  const { views } = JSON.parse((await quickstart.page.locator('#data').textContent())!);
  const chart = (id: string) => views[0].charts.find((one: { id: string }) => one.id === id);
  for (const [k, algorithm] of algorithms.entries()) {
    const curve = curveOf(algorithm);
    const line = (id: string) => chart(id).panels[0].lines[k];
    const numbers = (column: string) => curve.map((row) => Number(row[column]));
    expect(line('objective-time')).toMatchObject({
      name: algorithm,
      x: numbers('time_s'),
      y: numbers('objective'),
    });
    expect(line('objective-updates')).toMatchObject({ x: numbers('updates'), y: numbers('objective') });
    const lastOfClock = new Map(curve.map((row) => [Number(row.clocks_min), Number(row.objective)]));
    const clocks = line('objective-clocks');
    expect(new Map(clocks.x.map((x: number, i: number) => [x, clocks.y[i]]))).toEqual(lastOfClock);
    const workers = rowsOf('workers.csv').filter((row) => row.algorithm === algorithm);
    const states = chart('workers').parts.map((part: string) => `${part.split(' ')[0]}`);
    const columns = {
      computing: 'compute_s',
      communicating: 'communicate_s',
      waiting: 'wait_s',
      idle: 'idle_s',
    };
    const seconds = workers.map((row) =>
      states.map((state: keyof typeof columns) => Number(row[columns[state]])),
    );
    const drawn = chart('workers').panels[k].rows.map(({ parts }: { parts: number[] }) => parts);
    for (const [w, parts] of seconds.entries())
      for (const [s, part] of parts.entries()) expect(drawn[w][s]).toBeCloseTo(part, 12);
    const { bars } = chart('staleness').panels[k];
    const updates = rowsOf('staleness.csv').filter((row) => row.algorithm === algorithm);
    const total = updates.reduce((sum, row) => sum + Number(row.updates), 0);
    const within = (from: number, to: number) =>
      updates
        .filter((row) => Number(row.from) >= from && Number(row.to) <= to)
        .reduce((sum, row) => sum + Number(row.updates), 0);
    for (const { from, to, share } of bars) expect(share).toBeCloseTo(within(from, to) / total, 12);
    expect(bars.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(1, 12);
  }
  const runs = rowsOf('runs.csv');
  expect(chart('time').rows.map(({ value }: { value: number }) => value)).toEqual(
    runs.map((row) => Number(row.time_s)),
  );
  expect(chart('efficiency').points.map(({ x, y }: { x: number; y: number }) => [x, y])).toEqual(
    runs.map((row) => [Number(row.updates), Number(row.time_per_update_s)]),
  );
});

inChromium('pointing at a chart, or using its keys, reads off what the table has there', async () => {
  const { page } = quickstart;
  const chart = page.locator('[data-chart="objective-time"]');
  const readout = chart.locator('.readout');
  const expectValues = async () => {
    const at = Number(await readout.getAttribute('data-at'));
    for (const [k, algorithm] of algorithms.entries()) {
      const known = curveOf(algorithm).filter((row) => Number(row.time_s) <= at);
      const hasEnded = known.length === curveOf(algorithm).length && Number(known.at(-1)!.time_s) < at;
      const text = await readout.locator(`[data-style="${k}"] b`).textContent();
      const value = Number(Number(known.at(-1)!.objective).toPrecision(5));
      expect(text, `${algorithm} at ${at}`).toBe(hasEnded ? '–' : String(value));
    }
    return at;
  };
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.locator('.u-over').boundingBox())!;
  for (const part of [0.02, 0.3, 0.6]) {
    await page.mouse.move(box.x + part * box.width, box.y + box.height / 2);
    await readout.and(page.locator('[data-at]:not([data-at=""])')).waitFor();
    expect(await expectValues()).toBeLessThan(1.44 * part + 0.05);
  }
  await chart.locator('.plot').focus();
  await page.keyboard.press('Home');
  expect(await expectValues()).toBe(0);
  await page.keyboard.press('ArrowRight');
  expect(await expectValues()).toBeGreaterThan(0);
});

inChromium('a click hides an algorithm everywhere, and another shows it again', async () => {
  const { page } = quickstart;
  const button = page.locator('.toolbar').getByRole('button', { name: 'asp' });
  const green = () => pixelsOf(page, 'objective-time', '--series-2');
  const before = await green();
  await button.click();
  expect(await button.getAttribute('aria-pressed')).toBe('false');
  expect(await green()).toBe(0);
  for (const chart of ['objective-time .reading', 'time .bar', 'efficiency circle', 'staleness .panel']) {
    const [id, what] = chart.split(' ') as [string, string];
    expect(await page.locator(`[data-chart="${id}"] ${what}`).count(), chart).toBe(4);
  }
  await button.click();
  expect(await green()).toBe(before);
});

inChromium('dragging zooms in, and a double click or a button shows all again', async () => {
  const { page } = quickstart;
  const chart = page.locator('[data-chart="objective-updates"]');
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.locator('.u-over').boundingBox())!;
  const blue = () => pixelsOf(page, 'objective-updates', '--series-0');
  const whole = await blue();
  const y = box.y + box.height / 2;
  const drag = async () => {
    await page.mouse.move(box.x + 0.05 * box.width, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.3 * box.width, y, { steps: 4 });
    await page.mouse.up();
    await chart.locator('.reset').waitFor();
  };
  await drag();
  await expect.poll(blue).not.toBe(whole);
  await chart.locator('.reset').click();
  await chart.locator('.reset').waitFor({ state: 'detached' });
  await expect.poll(blue).toBe(whole);
  await drag();
  await page.mouse.dblclick(box.x + 0.5 * box.width, y);
  await chart.locator('.reset').waitFor({ state: 'detached' });
  await chart.locator('.plot').focus();
  await page.keyboard.press('+');
  await chart.locator('.reset').waitFor();
  await page.keyboard.press('0');
  await chart.locator('.reset').waitFor({ state: 'detached' });
});

inChromium(
  'the timeline has the colours of what workers do, says what is pointed at, and zooms by key',
  async () => {
    const { page } = quickstart;
    const chart = page.locator('[data-chart="timeline"]');
    await chart.scrollIntoViewIfNeeded();
    const pixels = () => pixelsOf(page, 'timeline', '--waiting');
    const underBsp = await pixels();
    expect(underBsp).toBeGreaterThan(1000);
    const canvas = chart.locator('canvas');
    const box = (await canvas.boundingBox())!;
    await page.mouse.move(box.x + 90, box.y + 10);
    await expect.poll(() => chart.locator('.readout').textContent()).toMatch(/^worker 0: computing for /);
    await canvas.focus();
    await page.mouse.move(0, 0);
    await page.keyboard.press('+');
    const time = Number(rowsOf('runs.csv')[0]!.time_s);
    const half = `${humanTime(0.25 * time)} to ${humanTime(0.75 * time)}`;
    await expect.poll(() => chart.locator('.readout').textContent()).toBe(half);
    await expect.poll(pixels).not.toBe(underBsp);
    await page.keyboard.press('0');
    await expect.poll(pixels).toBe(underBsp);
    await chart.getByRole('button', { name: 'asp' }).click();
    await expect.poll(pixels).toBe(0); // asp waits for nobody
  },
);

inChromium.for([1280, 390])(
  'at %i pixels nothing scrolls sideways and no text lies on another',
  async (width) => {
    const { page, said, close } = await openReport(browser!, file, width);
    expect(await overflowOf(page)).toBe(0);
    expect(await overlapsOf(page)).toEqual([]);
    expect(said).toEqual([]);
    await close();
  },
);

inChromium('whatever a name, a label or a description holds is shown as text', async () => {
  const evil = '</script><img src=x onerror=alert(1)><!--&lt;"\'';
  const study = studyOf([{ algorithm: evil }, { algorithm: 'bsp' }], {
    ...{ name: evil, description: `${evil} described`, stop: { objective: 0.3, maxClocks: 3 } },
  });
  const facts = {
    version: '1',
    command: `run ${evil}`,
    inputs: [{ path: evil, sha256: '00', bytes: 1 }],
    target: 0.3,
  };
  const place = join(folder, 'evil.html');
  writeFileSync(place, [...reportFile(study, facts, await pageBundle()).pieces()].join(''));
  for (const width of [1280, 390]) {
    const { page, said, requests, close } = await openReport(browser!, place, width);
    expect(await page.locator('h1').textContent()).toBe(evil);
    expect(await page.title()).toBe(`${evil} – Laggard report`);
    expect(await page.locator('.description').textContent()).toBe(`${evil} described`);
    expect(await page.locator('.results tbody th').first().textContent()).toBe(evil);
    expect(await page.locator('img').count()).toBe(0);
    expect(await overflowOf(page)).toBe(0);
    expect({ said, requests }).toEqual({ said: [], requests: [] });
    await close();
  }
});
