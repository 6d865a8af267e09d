import { InputError } from '../../base/errors.ts';
import { waitAtMost } from '../patience.ts';
import type { RedisAddress } from './address.ts';
import { loadRedis } from './packages.ts';

/** Milliseconds in which Redis has to answer at first. */
const patienceMs = 5000;

/** Characters of an answer of Redis that a message repeats. */
const mostShown = 200;

/**
 * Checks that a Redis answers at an address and lets us in.
 * @throws InputError that says what is in the way.
 */
export async function checkRedis({ options, shown }: RedisAddress): Promise<void> {
  const Redis = await loadRedis();
  const redis = new Redis({ ...options, lazyConnect: true, connectTimeout: patienceMs, retryStrategy: null });
  let isConnected = false;
  let isAnswering = false;
  let reason: unknown;
  redis.on('connect', () => {
    isConnected = true;
  });
  redis.on('error', (error: unknown) => {
    reason = error;
  });
  const asked = async () => {
    await redis.connect();
    await redis.select(options.db ?? 0); // ioredis is content with another where there is none of this number
    isAnswering = true;
  };
  try {
    await waitAtMost(patienceMs, asked());
  } catch (error) {
    reason ??= error;
  } finally {
    redis.disconnect();
  }
  if (!isAnswering) throw unreachable(shown, reason, isConnected);
}

/** `isConnected`: somebody listens there. */
function unreachable(shown: string, error: unknown, isConnected: boolean): InputError {
  const refusal = refusalOf(error);
  if (refusal) return new InputError({ message: `${shown} ${refusal}`, hint: passwordHint });
  const answered = answerOf(shown, error);
  if (answered) return answered;
  const code = codeOf(error);
  if (isConnected && code === undefined) {
    return new InputError({ message: `what answers at ${shown} is no Redis`, hint: 'is it the right port?' });
  }
  return new InputError({
    message: `no Redis answers at ${shown}${code === undefined ? '' : ` (${code})`}`,
    hint: 'redis-server, or npm run redis within the project, starts one',
  });
}

/** What Redis has answered instead of doing what it was told; undefined for an error of another kind. */
export function answerOf(shown: string, error: unknown): InputError | undefined {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return undefined;
  return new InputError(`${shown} says: ${error.message.slice(0, mostShown)}`);
}

const passwordHint = 'the right one in LAGGARD_REDIS_PASSWORD';

/** How Redis keeps us out: `wants a password`, `refuses the password`; undefined for an error of another kind. */
export function refusalOf(error: unknown): string | undefined {
  const reason = error instanceof Error ? error.message : '';
  if (reason.startsWith('NOAUTH')) return 'wants a password';
  return /^WRONGPASS|invalid password/.test(reason) ? 'refuses the password' : undefined;
}

/** The code of an error of the network, such as ECONNREFUSED. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
