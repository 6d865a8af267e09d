import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { simHere } from './in-process.ts';
import { put, smallScenario } from './sim.ts';

test('pictures are written as asked for, and the manifest lists them', async () => {
  const folder = temporaryFolder();
  put(folder, 'small.yaml', smallScenario);
  const given = ['FOLDER/small.yaml', '--out', 'FOLDER/out', '--jobs', '1'];
  const asked = [...given, '--no-report', '--charts', '--trace-window', '0..20 ms'];
  const { code, stdout, stderr } = await simHere(folder, ...asked);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toContain('report.html');
  const names = readdirSync(join(folder, 'out'));
  expect(names).not.toContain('report.html');
  for (const name of ['chart-time.svg', 'chart-time.png', 'chart-objective-time.svg', 'trace.json'])
    expect(names).toContain(name);
  const read = (name: string) => readFileSync(join(folder, 'out', name));
  expect(read('chart-time.svg').toString()).toMatch(/^<svg/);
  expect([...read('chart-time.png').subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  const { traceEvents } = JSON.parse(read('trace.json').toString());
  expect(Math.max(...traceEvents.map(({ ts = 0 }) => ts))).toBeLessThanOrEqual(20_000);
  const { files } = JSON.parse(read('manifest.json').toString());
  expect(files.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(['chart-time.png', 'trace.json']),
  );
  const again = await simHere(folder, ...given);
  expect(again.stdout).toMatch(/\nReport, for any browser: .*report\.html\n/);
});

test.each(['5..1', '1', 'a..b', '1..2..3'])('a window that is none is refused: %s', async (window) => {
  const { code, stderr } = await simHere('.', 'experiments/quickstart.yaml', '--trace-window', window);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `--trace-window ${window} (allowed: FROM..TO in simulated time, such as 0..10s)\n`,
  });
});
