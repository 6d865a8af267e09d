import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { filesIn, put, type Running, until } from '../cli/sim.ts';
import { isThere, redisForTests, timeout } from './redis-here.ts';

const scenario = `
name: many
cluster: { workers: 10, stragglers: [{ kind: per-clock, factor: { exponential: { mean: 1 } } }] }
workload: { data: { synthetic: { kind: dense, rows: 200, features: 6 } }, model: least-squares, batchSize: 10%, computeTime: { perExample: 10 us } }
training: { learningRate: 0.05 }
stop: { maxClocks: 3000 }
replications: 30
algorithms: [bsp, asp]
`;

const here = redisForTests((root) => put(root, 'many.yaml', scenario));

function resultsIn(folder: string): Record<string, string> {
  const { 'host.json': _, ...files } = filesIn(join(here.root, folder));
  return files;
}

/** What a command has said so far. */
function listening({ child }: Running): { text: string } {
  const said = { text: '' };
  child.stderr!.on('data', (piece) => {
    said.text += piece;
  });
  return said;
}

test.runIf(isThere)(
  'Redis is gone for ten seconds: study and worker say so, go on, and come to the bytes of one machine',
  { timeout: 2 * timeout },
  async () => {
    const study = ['many.yaml', '--fresh', '--quiet'];
    const whole = await here.sim(...study, '--jobs', '2', '--out', 'whole').ended;
    expect(whole).toEqual({ code: 0, stdout: '', stderr: '' });
    const worker = here.sim('work', '--redis');
    const remote = here.sim(...study, '--redis', '--out', 'remote');
    const [ofWorker, ofStudy] = [listening(worker), listening(remote)];
    await until(() => ofWorker.text.includes('3 runs made'));
    await here.server.stop();
    await setTimeout(10_000);
    for (const { text } of [ofWorker, ofStudy]) {
      expect(text).toMatch(/^Redis at unix:.* is gone \((ENOENT|ECONNREFUSED)\); waiting.*Ctrl-C stops\.$/m);
    }
    await here.start();
    expect(await remote.ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/is back\.$/m) });
    expect(ofWorker.text).toMatch(/is back\.$/m);
    expect(resultsIn('remote')).toEqual(resultsIn('whole'));
  },
);

test.runIf(isThere)('Ctrl-C ends study and worker while Redis is gone', { timeout }, async () => {
  const worker = here.sim('work', '--redis');
  const remote = here.sim('many.yaml', '--fresh', '--quiet', '--redis', '--out', 'left');
  const said = [listening(worker), listening(remote)];
  await until(() => said[0]!.text.includes('runs made'));
  await here.server.stop();
  await until(() => said.every(({ text }) => text.includes('is gone')));
  for (const { child, ended } of [worker, remote]) {
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  }
  await here.start();
});
