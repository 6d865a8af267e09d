import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { reportData } from '../src/charts/report-data.ts';
import { reportHtml } from '../src/charts/report-html.ts';
import { TimelineRecorder } from '../src/charts/timeline/timeline-recorder.ts';
import { pageBundle } from '../src/files/page-bundle.ts';
import { simulate } from '../src/index.ts';
import type { StudyResult } from '../src/studies/study-result.ts';
import { flags } from '../test/package/browser.ts';
import { chromiumProgram } from '../test/package/hosts.ts';

/*
 * How long a redraw of a timeline of 1,000 workers × 1,000 clocks takes in Debian's Chromium:
 *
 *     npx tsx scripts/measure-timeline.ts
 */

const WORKERS = 1000;
const scenario = `
name: long-timeline
cluster:
  workers: ${WORKERS}
  network: { latency: 20 ms }
  stragglers: [{ kind: per-clock, factor: { exponential: { mean: 1 } } }]
workload: { model: none, parameters: 1000, computeTime: { perBatch: 1 s } }
stop: { maxClocks: 1000 }
algorithms: [{ name: ssp, staleness: 3 }]
`;

const recorder = new TimelineRecorder(WORKERS, 1);
const study = simulate(scenario, { observers: [recorder] }) as unknown as StudyResult;
const { time, algorithm } = study.runs[0]!.result;
const timeline = recorder.finish({ algorithm, style: 0, time });
const facts = { version: '', command: '', inputs: [], target: undefined };
const html = reportHtml(reportData(study, facts, [timeline]), '', await pageBundle());
const file = join(mkdtempSync(join(tmpdir(), 'laggard-')), 'report.html');
writeFileSync(file, html);

const program = chromiumProgram();
if (program === undefined) throw new Error('Chromium is not here (apt-get install chromium)');
const browser = await chromium.launch({ executablePath: program, args: flags });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(pathToFileURL(file).href, { timeout: 120_000 });
const canvas = page.locator('[data-chart="timeline"] canvas');
await canvas.waitFor({ timeout: 120_000 });
await canvas.focus();
const durations = async (...keys: readonly string[]) => {
  await page.evaluate('performance.clearMeasures()');
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
  const all = await page.evaluate<number[]>(
    'performance.getEntriesByName("timeline").map((one) => one.duration)',
  );
  return all.sort((a, b) => a - b);
};
const median = (values: readonly number[]) => values[Math.floor(values.length / 2)]!.toFixed(1);
const moves = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'];
const whole = await durations(...Array.from({ length: 15 }, () => ['+', '0']).flat());
console.log(`report: ${(html.length / 1e6).toFixed(1)} MB`);
console.log(`zooming between all and half of it: median ${median(whole)} ms of ${whole.length} redraws`);
for (let zoom = 2; zoom <= 64; zoom *= 2) {
  const some = await durations('+', ...moves, ...moves);
  console.log(`moving at ${zoom}x: median ${median(some)} ms of ${some.length} redraws`);
}
await browser.close();
