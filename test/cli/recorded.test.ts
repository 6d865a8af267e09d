import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { simHere } from './in-process.ts';

const scenario = (straggler: string) => `name: recorded
cluster:
  workers: 2
  stragglers:
    - { ${straggler} }
workload: { model: none, parameters: 1, computeTime: { perClock: 100 s } }
stop: { maxClocks: 2 }
algorithms: [bsp]
`;

function folderWith(straggler: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 's.yaml'), scenario(straggler));
  writeFileSync(
    join(folder, 'log.csv'),
    'machine,step,seconds,loss\nnode-b,0,1,9\nnode-b,1,2,9\nnode-a,0,3,8\n',
  );
  return folder;
}

test('machines keep their names in tables, timelines and traces; warnings stand in manifest and report', async () => {
  const folder = folderWith('kind: trace, file: log.csv, worker: machine, compute: seconds');
  const { code, stderr } = await simHere(folder, 'FOLDER/s.yaml', '--trace', '--out', 'FOLDER/out');
  expect(code).toBe(0);
  expect(stderr).toContain('log.csv:1: cluster.stragglers[0]: nothing reads the column loss');
  const read = (name: string) => readFileSync(join(folder, 'out', name), 'utf8');
  const [head, ...rows] = read('workers.csv').trim().split('\n');
  const at = head!.split(',').indexOf('machine');
  expect(rows.map((row) => row.split(',')[at])).toEqual(['node-b', 'node-a']);
  expect(read('trace.json')).toContain('worker 1 (node-a)');
  expect(read('report.html')).toContain('node-a');
  const [warning] = JSON.parse(read('manifest.json')).warnings;
  expect(warning).toContain('nothing reads the column loss');
  expect(read('report.html')).toContain('nothing reads the column loss');
});

test('what a run refuses, validate refuses in the same words, with the line of the scenario', async () => {
  const folder = folderWith('kind: expression, factor: 1 + t, grid: 1 us');
  const validated = await simHere(folder, 'validate', 'FOLDER/s.yaml');
  const run = await simHere(folder, 'FOLDER/s.yaml', '--no-report', '--out', 'FOLDER/out');
  expect([validated.code, run.code]).toEqual([2, 2]);
  expect(validated.stderr).toContain(
    's.yaml:5:7: cluster.stragglers[0]: clock 0 of worker 0 has passed 10000000',
  );
  expect(run.stderr).toBe(validated.stderr);
});
