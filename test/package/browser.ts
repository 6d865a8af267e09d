import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';

/** What a page can fetch, by name: the contents, or the file that has them. */
export type Served = Readonly<Record<string, { readonly text: string } | { readonly file: string }>>;

/** How Debian's Chromium is started without a window. */
export const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** Opens a page that runs the module `main.js` of `served`, in a browser without a window, and returns what that hands to `done`. */
export async function runOnPage(program: string, served: Served): Promise<unknown> {
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const found =
      name === '' ? { text: '<!doctype html><script type="module" src="main.js"></script>' } : served[name];
    const type =
      name === '' ? 'text/html' : name.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
    response.writeHead(found ? 200 : 404, { 'content-type': type });
    response.end(found && ('text' in found ? found.text : readFileSync(found.file)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await chromium.launch({ executablePath: program, args: flags });
  try {
    const page = await browser.newPage();
    const outcome = new Promise((resolve, reject) => {
      page.on('pageerror', reject);
      page
        .exposeFunction('done', resolve)
        .then(() => page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), reject)
        .catch(reject);
    });
    return await outcome;
  } finally {
    await browser.close();
    server.close();
  }
}
