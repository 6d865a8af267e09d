import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { type JobLimits, LimitKeeper } from '../../src/execution/redis/job-limits.ts';

/** A process whose memory the test says, with runs that end when the test or the keeper says so. */
function keeperOf(limits: Partial<JobLimits>) {
  const memory = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(1000);
  const keeper = new LimitKeeper({ seconds: 3600, memory: 100, ...limits });
  const begin = () => {
    let end = () => {};
    const work = (left: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        left.addEventListener('abort', () => reject(new Error('ended')));
        end = () => resolve('made');
      });
    const kept = keeper.keep(undefined, () => true, work);
    kept.catch(() => {});
    return { kept, end: () => end() };
  };
  return { memory, begin };
}

test('of two runs that take too much together, the one that began last is ended and the other goes on', async () => {
  const { memory, begin } = keeperOf({});
  const [first, second] = [begin(), begin()];
  memory.mockReturnValue(1250);
  await expect(second.kept).rejects.toThrow(/took more than .* of memory \(--memory-limit\)/);
  memory.mockReturnValue(1080); // what the second had is free
  first.end();
  expect(await first.kept).toBe('made');
});

test('a run is not blamed for what the process has kept of the one before', async () => {
  const { memory, begin } = keeperOf({});
  const large = begin();
  memory.mockReturnValue(1300);
  await expect(large.kept).rejects.toThrow(/--memory-limit/);
  const next = begin(); // waits until most of that is free
  memory.mockReturnValue(1040);
  await setTimeout(500);
  memory.mockReturnValue(1130); // more than a run may have, less than it may have beside those 40
  await setTimeout(500);
  next.end();
  expect(await next.kept).toBe('made');
});

test('a run that takes longer than its limit is ended', async () => {
  const { begin } = keeperOf({ seconds: 0.3 });
  await expect(begin().kept).rejects.toThrow(/took more than 0\.3 s \(--time-limit\)/);
});
