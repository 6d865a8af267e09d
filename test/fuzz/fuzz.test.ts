import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fuzzFiles, fuzzTexts } from './campaigns.ts';
import { fuzz } from './fuzz.ts';

const seed = fc.readConfigureGlobal().seed!;

test('scenario texts, however wrong, are accepted and run, or refused at a place, always the same', async () => {
  const { faults, accepted, ran, refused } = await fuzzTexts({ cases: 150, seed });
  expect(faults).toEqual([]);
  expect(Math.min(accepted, ran, refused)).toBeGreaterThan(0);
}, 120_000);

test('data files, however damaged, are read, or refused at a place, always the same', async () => {
  const { faults, accepted, ran, refused } = await fuzzFiles(temporaryFolder(), { cases: 150, seed });
  expect(faults).toEqual([]);
  expect(Math.min(accepted, ran, refused)).toBeGreaterThan(0);
}, 120_000);

test('the fuzzer notices another error, a second verdict and a long time', async () => {
  const tried = { arbitrary: fc.constant(0), show: () => 'it', cases: 1, seed, longest: 1000 };
  const verdict = { accepted: true, message: '', ran: true };
  let count = 0;
  const faultsOf = async (judge: () => Promise<typeof verdict>, longest = 1000) =>
    (await fuzz({ ...tried, judge, longest })).faults;
  expect(await faultsOf(async () => Promise.reject(new RangeError('deep')))).toEqual([
    expect.stringContaining('RangeError: deep'),
  ]);
  expect(await faultsOf(async () => ({ ...verdict, message: `${count++}` }))).toEqual(['two verdicts on it']);
  expect(await faultsOf(async () => verdict, -1)).toEqual(['0 ms on it']);
  expect(await faultsOf(async () => verdict)).toEqual([]);
});
