import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { formatScenario } from '../../src/scenarios/format-scenario.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import type { WorkloadSpec } from '../../src/scenarios/scenario.ts';
import { dataInMemory } from '../../src/simulation/data-in-memory.ts';
import { trials } from '../../src/testing/arbitraries/index.ts';
import { dataTexts } from '../../src/testing/data-text.ts';
import { describeCase } from '../../src/testing/describe-case.ts';
import { simulate } from '../../src/testing/trial.ts';

test('the files that a failure prints are the trial: read again they give the same bits and the same run', () => {
  for (const trial of fc.sample(trials(), 60)) {
    const files = Object.fromEntries(
      dataTexts(trial).map(({ file, text }) => [file, new TextEncoder().encode(text)]),
    );
    const { scenario } = parseScenario(formatScenario(trial.scenario));
    const spec = (scenario.workload as WorkloadSpec).data;
    const data = dataInMemory(spec, { seed: scenario.seed, catalogue: builtinCatalogue }, files);
    expect(data).toEqual(trial.data);
    expect(simulate({ scenario, data }).result.digest).toBe(simulate(trial).result.digest);
  }
});

test('a trial is described by its scenario and its files, and how to run them', () => {
  const given = (kind: string) => trials({ data: { kind: kind as 'dense', testRows: 3, features: 2 } });
  const [dense] = fc.sample(given('dense'), 1);
  const [sparse] = fc.sample(given('sparse'), 1);
  expect(describeCase(dense)).toMatch(
    /^--- scenario\nname: trial\n.*--- trial.csv\nlabel,x1,x2\n.*--- trial-test.csv\n/s,
  );
  expect(describeCase(sparse)).toMatch(/--- trial.svm\n[\d.-]+( 1:| 2:|\n).*--- trial-test.svm\n/s);
  expect(describeCase(dense, 'mine.ts')).toContain(
    'save this as repro.yaml, trial.csv, trial-test.csv, without the lines that begin with ---, and:\n#   npm run sim -- repro.yaml --plugin mine.ts\n',
  );
});

test('a case of several things is described thing by thing, without a command that could not run it', () => {
  const [trial] = fc.sample(trials(), 1);
  const text = describeCase({ trial, updates: 3 });
  expect(text).toMatch(/^trial:\n--- scenario\n.*\nupdates:\n3$/s);
  expect(text).not.toContain('npm run sim');
});
