import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sim } from '../cli/sim.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';

const examples = resolve('test/examples');
const guide = readFileSync('docs/write-a-protocol.md', 'utf8');

/** `**name**` and the block of code below it. */
const blocks = [...guide.matchAll(/^\*\*([\w.-]+)\*\*$\n+```\w*\n(.*?)^```$/gms)].map(([, name, text]) => ({
  name: name!,
  text: text!,
}));

test('what the guide shows are the files of this folder, all of them', () => {
  for (const { name, text } of blocks) expect(text, name).toBe(readFileSync(join(examples, name), 'utf8'));
  const shown = blocks.map(({ name }) => name);
  expect(shown.sort()).toEqual(readdirSync(examples).filter((name) => name !== 'examples.test.ts'));
});

test('the scenario of the guide runs, with the protocol beside it', async () => {
  const folder = temporaryFolder();
  const file = (name: string) => join(examples, name);
  const { code, stdout, stderr } = await sim(folder, file('growing.yaml'), '--plugin', file('growing.ts'));
  expect(stderr).toBe('');
  expect(code).toBe(0);
  // The table of the guide, without what depends on how wide the terminal is.
  const words = (text: string) => text.split('\n').map((line) => line.trim().split(/\s+/).join(' '));
  const shown = words(guide);
  for (const line of words(stdout).filter((text) =>
    /^(bsp|dynsgd|growing) +(converged|[0-9a-f]{16})/.test(text),
  ))
    expect(shown).toContain(line);
});

/** Lets `laggard` be its source, so that nothing need be built first. (test/package installs what is built.) */
const fromSource = `const resolve = { conditions: ['laggard-source'] };
export default { resolve, ssr: { resolve } };
`;

/** What a researcher has: a folder with the files of the guide, in which the packages can be found. */
function ownFolder(): string {
  const folder = temporaryFolder();
  const names = blocks.map(({ name }) => name);
  for (const name of names) cpSync(join(examples, name), join(folder, name));
  writeFileSync(join(folder, 'vitest.config.mjs'), fromSource);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/laggard'));
  for (const name of ['vitest', 'fast-check'])
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  return folder;
}

/** Runs the tests of a folder by themselves, as `npx vitest run growing` does. */
function testsIn(folder: string, env: Readonly<Record<string, string>> = {}): string {
  const args = [resolve('node_modules/vitest/vitest.mjs'), 'run', 'growing', '-t', 'ahead', '--root', folder];
  try {
    return execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

test('a bound that is off by one is found by the test of the guide, in at most three workers, and can be run and repeated', async () => {
  const folder = ownFolder();
  const file = join(folder, 'growing.ts');
  const right = readFileSync(file, 'utf8');
  const wrong = right.replace('clock <= minClock + bound(clock)', 'clock <= minClock + bound(clock) + 1');
  expect(wrong).not.toBe(right);
  writeFileSync(file, wrong);

  const report = testsIn(folder);
  expect(report).toMatch(/not so: .*\n +worker \d leads by \d > \d at \d+ ns, as it starts clock \d/);
  const yaml = /--- scenario\n(.*?)\n# To run it/s.exec(report)![1]!;
  const workers = [...yaml.matchAll(/^ {4}- count: (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  expect(workers).toBeGreaterThan(1);
  expect(workers).toBeLessThanOrEqual(3);

  writeFileSync(join(folder, 'repro.yaml'), yaml);
  const { code, stdout } = await sim(folder, 'repro.yaml', '--plugin', 'growing.ts');
  expect(code).toBe(0);
  expect(stdout).toContain('growing-');

  const [, LAGGARD_SEED, LAGGARD_PATH] = /LAGGARD_SEED=(\d+) LAGGARD_PATH=([\d:]+)/.exec(report)!;
  const repeated = testsIn(folder, { LAGGARD_SEED: LAGGARD_SEED!, LAGGARD_PATH: LAGGARD_PATH! });
  expect(repeated).toContain('case 1, made smaller 0 times');
  expect(repeated).toContain(yaml);
}, 120_000);
