import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { put, smallScenario } from './sim.ts';

let stdout = '';
let stderr = '';

beforeEach(() => {
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Does what the arguments say in this process; FOLDER stands for a folder with a scenario small.yaml. */
async function run(args: readonly string[]): Promise<{ code: number; folder: string }> {
  const folder = temporaryFolder();
  put(folder, 'small.yaml', smallScenario);
  vi.stubEnv('LAGGARD_STORE', temporaryFolder());
  const code = await runCommandLine(args.map((arg) => arg.replace('FOLDER', folder)));
  return { code, folder };
}

test.each([
  [['validte'], /validte: no such file.*did you mean the command validate\?/],
  [['run', 'FOLDER/small.yaml', '--sed', '3'], /unknown option '--sed'[\s\S]*--seed/],
  [['show'], /missing required argument 'file'/],
  [['FOLDER/none.yaml'], /none\.yaml: no such file/],
  [['FOLDER'], /is a folder, not a file/],
  [['FOLDER/small.yaml', '--seed', 'three'], /seed: three/],
  [['FOLDER/small.yaml', '--set', 'stop.maxClock=3'], /stop\.maxClock.*maxClocks/],
  [['FOLDER/small.yaml', '--set', 'stop.maxClocks'], /--set stop\.maxClocks .*path=value/],
  [['FOLDER/small.yaml', '--algorithm', 'bsp,dinsgd'], /--algorithm dinsgd .*did you mean dynsgd\?/],
  [['FOLDER/small.yaml', '--algorithm', ','], /--algorithm/],
  [['FOLDER/small.yaml', '--algorithm', 'bsp,ssp,bsp'], /--algorithm bsp,ssp,bsp: bsp is named twice/],
  [['FOLDER/small.yaml', '--jobs', 'all'], /--jobs all .*a whole number/],
  [['FOLDER/small.yaml', '--replications', '0'], /replications/],
  [['FOLDER/small.yaml', '--plugin', 'FOLDER/none.ts'], /none\.ts: no such file/],
  [['FOLDER/small.yaml', '--out', 'FOLDER/small.yaml'], /a file stands where a folder should be.*--out/],
])(
  'a slip in the command is bad input, said in one message before anything is written: %j',
  async (args, message) => {
    const { code, folder } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual(['small.yaml']);
  },
);

test('help and version are no errors', async () => {
  expect((await run(['--version'])).code).toBe(0);
  expect((await run(['--help'])).code).toBe(0);
  expect(stdout).toMatch(/^[0-9]+\.[0-9]+\.[0-9]+\n/);
  for (const command of ['run', 'validate', 'show', 'list', 'optimum'])
    expect(stdout).toContain(`  ${command} `);
});

test('list names everything that a scenario may', async () => {
  expect((await run(['list'])).code).toBe(0);
  for (const name of ['dynsgd', 'ssp', 'inverse-staleness', 'per-clock', 'spam', 'momentum', 'pareto']) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
});

test('what show prints is a scenario that shows as itself', async () => {
  const args = ['--set', 'cluster.network.latency=2 ms', '--seed', '9', '--algorithm', 'asp,ssp'];
  await run(['show', 'FOLDER/small.yaml', ...args]);
  const shown = stdout;
  expect(shown).toContain('latency: 2 ms\n');
  expect(shown).toContain('seed: 9\n');
  expect(shown.match(/label: .*/g)).toEqual(['label: asp', 'label: ssp']);
  stdout = '';
  const folder = temporaryFolder();
  put(folder, 'shown.yaml', shown);
  expect(await runCommandLine(['show', join(folder, 'shown.yaml')])).toBe(0);
  expect(stdout).toBe(shown);
});

test('optimum tells how exact it is', async () => {
  expect((await run(['optimum', 'FOLDER/small.yaml'])).code).toBe(0);
  expect(stdout).toMatch(/^optimum +0\.[0-9]+\ngap +at most [0-9.]+e-[0-9]+\nsteps +[0-9]+\n/);
});

test('a gap above an optimum that nobody can know is refused before a run', async () => {
  const { code, folder } = await run([
    'FOLDER/small.yaml',
    ...['--set', 'stop={ gap: 1%, maxClocks: 5 }', '--set', 'workload.l2=0'],
    ...[
      '--set',
      'workload.model=logistic-regression',
      '--set',
      'workload.data.synthetic.task=classification',
    ],
    ...['--out', 'FOLDER/out'],
  ]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--set stop: stop\.gap: the optimum is not known: .*stop\.objective/);
  expect(existsSync(join(folder, 'out/manifest.json'))).toBe(false);
});
