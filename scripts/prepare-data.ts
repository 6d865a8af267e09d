import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareFashion } from './prepare-data/fashion.ts';
import { prepareSpam } from './prepare-data/spam.ts';

/**
 * Makes the files of `data/` from their sources; see data/README.md. Run once, by hand, when a source or a choice changes:
 *
 *     npx tsx scripts/prepare-data.ts [spam | fashion]
 *
 * It needs a connection to the npm registry and, for fashion, a Debian system. Twice gives the same bytes (with one release of Node: the
 * bytes of a compressed file depend on its zlib).
 */
const tasks = { spam: prepareSpam, fashion: prepareFashion };

const named = process.argv.slice(2);
for (const [name, prepare] of Object.entries(tasks)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'prepare-data-'));
  try {
    process.stdout.write(`${name}: ${prepare(folder)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
