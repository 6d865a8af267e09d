import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { flags } from '../test/package/browser.ts';
import { chromiumProgram } from '../test/package/hosts.ts';

/*
 * Takes the pictures of the report in docs/ with Debian's Chromium, from the results of `npm run sim`:
 *
 *     npm run sim && npx tsx scripts/draw-report.ts
 */

const report = pathToFileURL('out/quickstart/report.html').href;

/** Windows: what fits into the first of them is enough for the README. */
const windows = [
  { width: 1280, height: 1660 },
  { width: 390, height: 2400 },
];

const program = chromiumProgram();
if (program === undefined) throw new Error('Chromium is not here (apt-get install chromium)');
const browser = await chromium.launch({ executablePath: program, args: flags });
for (const viewport of windows) {
  const page = await browser.newPage({ viewport, colorScheme: 'light' });
  await page.goto(report);
  await page.locator('#repeat').waitFor();
  await page.screenshot({ path: `docs/report-${viewport.width}.png` });
}
await browser.close();
