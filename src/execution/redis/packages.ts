import { InputError } from '../../base/errors.ts';

/** BullMQ, which is an optional dependency: who never uses Redis need not have it. */
export async function loadBullMq(): Promise<typeof import('bullmq')> {
  try {
    return await import('bullmq');
  } catch (error) {
    throw missing('bullmq', error);
  }
}

/** The client of Redis that BullMQ uses. */
export async function loadRedis(): Promise<typeof import('ioredis').Redis> {
  try {
    return (await import('ioredis')).Redis;
  } catch (error) {
    throw missing('ioredis', error);
  }
}

function missing(name: string, error: unknown): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (!isMissing) return error;
  return new InputError({
    message: `--redis needs the package ${name}, which is optional and not installed`,
    hint: 'npm install bullmq ioredis',
  });
}
