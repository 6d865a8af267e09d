import { InputError } from '../../base/errors.ts';
import type { RedisAddress } from './address.ts';

/** Milliseconds in which Redis has to answer at first. */
const patienceMs = 5000;

/** BullMQ, which is an optional dependency: who never uses Redis need not have it. */
export async function loadBullMq(): Promise<typeof import('bullmq')> {
  try {
    return await import('bullmq');
  } catch (error) {
    throw missing('bullmq', error);
  }
}

/**
 * Sees that a Redis of ours answers at an address.
 * @throws InputError that says what is in the way.
 */
export async function checkRedis({ options, shown }: RedisAddress): Promise<void> {
  const { Redis } = await import('ioredis').catch((error: unknown) => {
    throw missing('ioredis', error);
  });
  const redis = new Redis({ ...options, lazyConnect: true, connectTimeout: patienceMs, retryStrategy: null });
  let reason: unknown;
  redis.on('error', (error: unknown) => {
    reason = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw unreachable(shown, reason ?? error);
  } finally {
    redis.disconnect();
  }
}

function unreachable(shown: string, error: unknown): InputError {
  const reason = error instanceof Error ? error.message : String(error);
  if (/NOAUTH|WRONGPASS|AUTH/.test(reason)) {
    return new InputError({
      message: `${shown} wants a password`,
      hint: 'the right one in LAGGARD_REDIS_PASSWORD',
    });
  }
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new InputError({
    message: `no Redis answers at ${shown}${code}`,
    hint: 'redis-server, or npm run redis within the project, starts one',
  });
}

function missing(name: string, error: unknown): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (!isMissing) return error;
  return new InputError({
    message: `--redis needs the package ${name}, which is optional and not installed`,
    hint: 'npm install bullmq ioredis',
  });
}
