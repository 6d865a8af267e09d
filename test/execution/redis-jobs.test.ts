import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { redisAddress } from '../../src/execution/redis/address.ts';
import { QUEUE } from '../../src/execution/redis/run-job.ts';
import { isThere, redisForTests, timeout } from './redis-here.ts';

const here = redisForTests(() => {});

test.runIf(isThere)(
  'a job that is no JSON, or too long to be read, stops no worker',
  { timeout },
  async () => {
    const worker = here.sim('work', '--redis', '--quiet');
    const connection = redisAddress(undefined, process.env).options;
    const [queue, events] = [new Queue(QUEUE, { connection }), new QueueEvents(QUEUE, { connection })];
    const redis = new Redis(connection);
    for (const text of ['{bad', '', '7', 'x'.repeat(40 * 2 ** 20)]) {
      const job = await queue.add('run', {}, { delay: 500 });
      await redis.hset(queue.toKey(job.id!), 'data', text);
      expect(await job.waitUntilFinished(events)).toMatchObject({
        failure: { text: expect.stringContaining('it is not what a study sends') },
      });
    }
    redis.disconnect();
    await Promise.all([queue.close(), events.close()]);
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toEqual({ code: 143, stdout: '', stderr: '' });
  },
);
