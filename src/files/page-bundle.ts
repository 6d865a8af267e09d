import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { projectFile } from './project.ts';
import { writeWhole } from './write-whole.ts';

/** The script and the style sheet of the page of a report. */
interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** A bundle, and what it was made from: the size and the time of change of each file. */
interface Cached extends PageBundle {
  readonly sources: Readonly<Record<string, readonly [bytes: number, changedMs: number]>>;
}

/** Where a built program has its bundle. */
export const builtBundle = 'dist/page.json';

/** Where a checkout keeps the last one that it has made. */
const cacheFile = '.cache/page.json';

let known: PageBundle | undefined;

/** The bundle of this program: as it was built, or made from the sources where these run, which is done anew when they have changed. */
export async function pageBundle(): Promise<PageBundle> {
  known ??= import.meta.url.endsWith('.ts') ? await fromSources() : readBuilt();
  return known;
}

function readBuilt(): PageBundle {
  return JSON.parse(readFileSync(projectFile(builtBundle), 'utf8')) as PageBundle;
}

async function fromSources(): Promise<PageBundle> {
  const cached = readCache();
  if (cached) return cached;
  const { sources, ...bundle } = await bundlePage();
  keep({ ...bundle, sources: Object.fromEntries(sources.map((path) => [path, stamp(path)!])) });
  return bundle;
}

/** Makes the bundle. `sources`: every file that went in. */
export async function bundlePage(): Promise<PageBundle & { readonly sources: readonly string[] }> {
  const { build } = await import('esbuild');
  const root = projectFile('.');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [projectFile('src/page/main.tsx')],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    banner: { js: '/* Laggard (MIT), with preact (MIT, Jason Miller) and uPlot (MIT, Leon Sorokin) */' },
    outdir: 'page',
    write: false,
    logLevel: 'silent',
    tsconfig: projectFile('src/page/tsconfig.json'),
  });
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))!.text;
  return {
    script: textOf('.js'),
    style: textOf('.css'),
    sources: Object.keys(metafile.inputs).map((path) => resolve(root, path)),
  };
}

/** What was made before, if nothing that it was made from has changed. */
function readCache(): PageBundle | undefined {
  try {
    const { sources, script, style } = JSON.parse(readFileSync(projectFile(cacheFile), 'utf8')) as Cached;
    const isCurrent = Object.entries(sources).every(([path, [bytes, changedMs]]) => {
      const now = stamp(path);
      return now?.[0] === bytes && now[1] === changedMs;
    });
    return isCurrent ? { script, style } : undefined;
  } catch {
    return undefined; // there is none, or none that is whole
  }
}

function stamp(path: string): readonly [number, number] | undefined {
  const there = statSync(path, { throwIfNoEntry: false });
  return there && [there.size, there.mtimeMs];
}

/** Where nothing can be kept it is made anew each time. */
function keep(cached: Cached): void {
  const file = projectFile(cacheFile);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, JSON.stringify(cached));
  } catch {
    // The next one has to make it again.
  }
}
