/** Makes `dist/` from `src/`: JavaScript, types and source maps, file by file, and the page of the report as one bundle. Types are checked by `npm test`, not again here. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtBundle, bundlePage } from '../src/files/page-bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(
  process.execPath,
  [join(typescript, 'bin/tsc'), '--project', 'tsconfig.build.json', '--noCheck'],
  { cwd: root, stdio: 'inherit' },
);
const { script, style } = await bundlePage();
writeFileSync(join(root, builtBundle), JSON.stringify({ script, style }));
