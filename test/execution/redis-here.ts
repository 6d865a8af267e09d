import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasRedisServer, type RedisServer, startRedis } from '../../scripts/redis/server.ts';
import { redisAddress } from '../../src/execution/redis/address.ts';
import { QUEUE } from '../../src/execution/redis/run-job.ts';
import { type Running, startSim } from '../cli/sim.ts';

/** Where everything must be there, a test that cannot be made fails. */
const isRequired = process.env.CI === 'true' || process.env.LAGGARD_REQUIRE_HOSTS === '1';

/** Whether there is a redis-server to test with. */
export const isThere = hasRedisServer();

if (!isThere)
  console.warn('NOT TESTED: many machines. redis-server is missing (Debian: apt-get install redis-server)');

/** Milliseconds for tests in which processes are started. */
export const timeout = 180_000;

/** A Redis for the tests of one file, and the processes that use it. */
export class RedisHere {
  readonly root = mkdtempSync(join(tmpdir(), 'laggard-redis-'));
  readonly #running: Running[] = [];
  #server: RedisServer | undefined;

  get server(): RedisServer {
    return this.#server!;
  }

  async start(): Promise<void> {
    this.#server = await startRedis(join(this.root, 'redis'));
    process.env.LAGGARD_REDIS = this.server.url;
    process.env.LAGGARD_REDIS_PASSWORD = this.server.password;
  }

  /** Starts the real command, which is ended with the tests at the latest. */
  sim(...args: readonly string[]): Running {
    const running = startSim(this.root, ...args);
    this.#running.push(running);
    return running;
  }

  async inQueue<T>(work: (queue: Queue) => Promise<T>): Promise<T> {
    const queue = new Queue(QUEUE, { connection: redisAddress(undefined, process.env).options });
    try {
      return await work(queue);
    } finally {
      await queue.close();
    }
  }

  async end(): Promise<void> {
    for (const { child } of this.#running) child.kill('SIGKILL');
    await this.#server?.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A Redis from the beginning of a file's tests to their end; `fill` puts files into its folder. */
export function redisForTests(fill: (root: string) => void): RedisHere {
  const here = new RedisHere();
  test.runIf(isRequired)('redis-server is there where it must be', () => {
    expect(isThere).toBe(true);
  });
  beforeAll(async () => {
    if (!isThere) return;
    fill(here.root);
    await here.start();
  }, timeout);
  afterAll(() => here.end(), timeout);
  return here;
}
