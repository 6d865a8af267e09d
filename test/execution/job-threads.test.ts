import type { Job } from 'bullmq';
import { afterAll, expect, test } from 'vitest';
import { coreHash } from '../../src/execution/core-hash.ts';
import { JobThreads } from '../../src/execution/redis/job-threads.ts';
import { checkedAnswer } from '../../src/execution/redis/run-answer.ts';
import { jobFor, type RunJob } from '../../src/execution/redis/run-job.ts';
import { madeRun } from './made-run.ts';

const threads = new JobThreads('test');

afterAll(() => threads.end());

/** A job as BullMQ hands it over, which cannot say how far it is because somebody else has it. */
function jobOf(data: RunJob): Job {
  const updateProgress = () => Promise.reject(new Error('Missing lock for job'));
  return { data, updateProgress } as unknown as Job;
}

test('a job that was left answers no other: its thread is ended', { timeout: 120_000 }, async () => {
  const { order, outcome } = madeRun();
  const short = jobFor(order, coreHash(), []);
  const endless = { ...short, scenario: { ...order.scenario, stop: { maxClocks: 1e12 } } };
  const leave = new AbortController();
  const left = threads.make(jobOf(endless), leave.signal);
  setTimeout(() => leave.abort(), 3000); // later than the first word on its progress
  await expect(left).rejects.toThrow(/abort/);
  const answer = await threads.make(jobOf(short), new AbortController().signal);
  expect(checkedAnswer(order, answer)).toMatchObject({ outcome });
  await expect(threads.make(jobOf(short), AbortSignal.abort())).rejects.toThrow(/abort/);
  expect(checkedAnswer(order, await threads.make(jobOf(short), undefined))).toMatchObject({ outcome });
});
