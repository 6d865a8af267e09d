import type { Job } from 'bullmq';
import { afterAll, expect, test } from 'vitest';
import { coreHash } from '../../src/execution/core-hash.ts';
import { JobThreads } from '../../src/execution/redis/job-threads.ts';
import { checkedAnswer } from '../../src/execution/redis/run-answer.ts';
import { jobFor, type RunJob } from '../../src/execution/redis/run-job.ts';
import { orderFor, type RunOrder } from '../../src/execution/run-order.ts';
import { scenarioWith } from '../fixtures.ts';
import { madeRun } from './made-run.ts';

const threads = new JobThreads('test', { seconds: 3600, memory: 2e9 });

afterAll(() => threads.end());

const timing = { workload: { model: 'none', parameters: 8 } };
const noMaterials = { data: undefined, target: undefined, files: [] };

/** A job as BullMQ hands it over, which cannot say how far it is because somebody else has it. */
function jobOf(data: RunJob): Job {
  const updateProgress = () => Promise.reject(new Error('Missing lock for job'));
  return { data, updateProgress } as unknown as Job;
}

/** A run that is still made when the test is over. */
function endlessOrder(): RunOrder {
  const scenario = scenarioWith({ ...timing, stop: { maxClocks: 1e12 } });
  const [algorithm] = scenario.algorithms;
  return orderFor({ scenario, algorithm: algorithm!, replication: 1 }, noMaterials, []);
}

test('a job that was left answers no other: its thread is ended', { timeout: 120_000 }, async () => {
  const { order, outcome } = madeRun();
  const short = jobFor(order, coreHash(), []);
  const endless = jobFor(endlessOrder(), coreHash(), []);
  const leave = new AbortController();
  const left = threads.make(jobOf(endless), leave.signal);
  setTimeout(() => leave.abort(), 3000); // later than the first word on its progress
  await expect(left).rejects.toThrow(/abort/);
  const answer = await threads.make(jobOf(short), new AbortController().signal);
  expect(checkedAnswer(order, answer)).toMatchObject({ outcome });
  await expect(threads.make(jobOf(short), AbortSignal.abort())).rejects.toThrow(/abort/);
  expect(checkedAnswer(order, await threads.make(jobOf(short), undefined))).toMatchObject({ outcome });
});

test('a run that takes longer than its limit fails, and the next one is made', {
  timeout: 120_000,
}, async () => {
  const hasty = new JobThreads('test', { seconds: 3, memory: 2e9 });
  try {
    const endless = await hasty.make(jobOf(jobFor(endlessOrder(), coreHash(), [])), undefined);
    expect(endless).toMatchObject({
      failure: { text: expect.stringMatching(/took more than 3 s \(--time-limit\)/) },
    });
    const { order, outcome } = madeRun();
    const answer = await hasty.make(jobOf(jobFor(order, coreHash(), [])), undefined);
    expect(checkedAnswer(order, answer)).toMatchObject({ outcome });
  } finally {
    await hasty.end();
  }
});
