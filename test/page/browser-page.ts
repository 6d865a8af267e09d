import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** A report in a browser, and all that went wrong or out while it was looked at. */
export interface OpenReport {
  readonly page: Page;
  /** Errors, warnings and whatever else the page has said. */
  readonly said: string[];
  /** Everything that the page has asked for, itself apart. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function openReport(browser: Browser, file: string, width: number): Promise<OpenReport> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const said: string[] = [];
  const requests: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(String(error.stack)));
  page.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (url !== own && !url.startsWith('data:')) requests.push(url);
  });
  await page.goto(own);
  await page.locator('#repeat').waitFor();
  return { page, said, requests, close: () => context.close() };
}

/** By how many pixels the page is wider than the window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Every two pieces of text that lie on each other by more than two pixels both ways. */
export function overlapsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const boxes = [];
    const walker = document.createTreeWalker(document.getElementById('report'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() === '' || node.parentElement.closest('title, option, legend')) continue;
      const range = document.createRange();
      if (!node.parentElement.checkVisibility()) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 0) boxes.push({ box, text: node.data.trim() });
    }
    const found = [];
    for (let a = 0; a < boxes.length; a++) {
      for (let b = a + 1; b < boxes.length; b++) {
        const [p, q] = [boxes[a].box, boxes[b].box];
        const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        if (across > 2 && down > 2) found.push(boxes[a].text + ' | ' + boxes[b].text);
      }
    }
    if (boxes.length < 50) found.push('only ' + boxes.length + ' pieces of text');
    return found;
  })()`);
}

/** How many pixels of a chart's canvas have a colour of the style sheet, to within what its edges blend into. */
export function pixelsOf(page: Page, chart: string, colour: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const hex = getComputedStyle(document.documentElement).getPropertyValue('${colour}').trim();
    const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const canvas = document.querySelector('[data-chart="${chart}"] canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3] > 200 && wanted.every((value, k) => Math.abs(data[i + k] - value) < 12)) count++;
    return count;
  })()`);
}
