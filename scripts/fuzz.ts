/** Tries scenario texts and data files, and prints what came of them: `npm run fuzz`, or `npm run fuzz -- TEXTS FILES SEED`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzzFiles, fuzzTexts } from '../test/fuzz/campaigns.ts';
import type { Tally } from '../test/fuzz/fuzz.ts';

/** Faults that are shown in full. */
const MOST_FAULTS = 20;

const [texts = 100_000, files = 10_000, seed = 20170514] = process.argv.slice(2).map(Number);

function tell(what: string, { cases, accepted, ran, refused, slowest, faults }: Tally): void {
  console.log(
    `${what}: ${cases} cases, ${accepted} accepted (${ran} of them run), ${refused} refused, ${faults.length} faults`,
  );
  console.log(`  slowest: ${slowest.ms.toFixed(0)} ms on ${slowest.shown.slice(0, 300)}`);
  for (const fault of faults.slice(0, MOST_FAULTS)) console.log(`  fault: ${fault.slice(0, 3000)}`);
  if (faults.length > 0) process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), 'laggard-fuzz-'));
try {
  tell('data files', await fuzzFiles(folder, { cases: files, seed }));
  tell('scenario texts', await fuzzTexts({ cases: texts, seed }));
} finally {
  rmSync(folder, { recursive: true });
}
