import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ReportData } from './report-data.ts';

/** What draws a report in a browser. */
export interface PageAssets {
  /** A script that is no module. */
  readonly script: string;
  readonly style: string;
}

/**
 * A report as one file: its data, the script that draws them, and the same in plain text for who runs no scripts. The page may load
 * nothing and run no other script, whatever names and labels say.
 */
export function reportHtml(data: ReportData, text: string, { script, style }: PageAssets): string {
  const title = escaped(data.name);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${base64(sha256(utf8ToBytes(script)))}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Laggard report</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="report"></div>
<noscript><pre>${escaped(text)}</pre></noscript>
<script type="application/json" id="data">${jsonInHtml(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Text as HTML that shows it. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** JSON that no HTML parser sees anything in: what begins a tag or a comment is written as JSON's own escape. */
export function jsonInHtml(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026');
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
