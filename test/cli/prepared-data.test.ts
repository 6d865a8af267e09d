import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { filesIn, put, sim } from './sim.ts';

const scenario = `name: words
cluster: { workers: 2 }
workload:
  data: { file: words.csv, label: kind, labels: by-appearance, ignore: [id], standardise: true }
  model: logistic-regression
  batchSize: 100%
  computeTime: 0
training: { learningRate: 0.5 }
stop: { maxClocks: 2 }
algorithms: [bsp]
`;

test('what was done to the data is told by the run and by validate, and stands in the manifest', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  put(folder, 'words.yaml', scenario);
  put(folder, 'words.csv', 'id,a,kind,b\nx,1,ham,5\ny,3,spam,5\n');
  const { code, stderr } = await sim(folder, 'words.yaml', '--jobs', '1', '--no-report');
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'labels: ham = 0, spam = 1\n' });
  const manifest = JSON.parse(filesIn(`${folder}/out/words`)['manifest.json']!);
  // By hand: 1 and 3 have mean 2 and deviation 1; two values of 5 do not vary.
  const standardised = { means: [2, 5], deviations: [1, 1] };
  expect(manifest.data).toEqual([{ labels: { ham: 0, spam: 1 }, standardised }]);
  const checked = await sim(folder, 'validate', 'words.yaml');
  expect(checked.stdout).toBe('labels: ham = 0, spam = 1\nwords.yaml: all right (1 run)\n');
});
