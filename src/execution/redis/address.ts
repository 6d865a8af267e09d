import { InputError } from '../../base/errors.ts';

/** Where Redis is, and how to get in. */
export interface RedisAddress {
  /** Options as ioredis takes them. */
  readonly options: RedisOptions;
  /** For messages and logs: without a password. */
  readonly shown: string;
}

/** What we say to ioredis of how to connect. */
export interface RedisOptions {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly db?: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: object;
}

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

const allowed =
  'redis://HOST:PORT, rediss://HOST:PORT or unix:///PATH/TO/SOCKET, with --redis or in LAGGARD_REDIS';

/**
 * The Redis that the user means: `given` with --redis, else LAGGARD_REDIS. The password is LAGGARD_REDIS_PASSWORD or part of
 * LAGGARD_REDIS; on a command line everybody on the machine could read it.
 * @throws InputError
 */
export function redisAddress(given: string | undefined, environment: Environment): RedisAddress {
  const text = given ?? environment.LAGGARD_REDIS;
  if (!text) throw new InputError({ message: 'no Redis is named', allowed });
  const url = parsedUrl(text, given === undefined);
  if (given !== undefined && url.password !== '') {
    throw new InputError({
      message: 'a password on the command line can be read by everybody on this machine',
      hint: 'put it into LAGGARD_REDIS_PASSWORD',
    });
  }
  const password = environment.LAGGARD_REDIS_PASSWORD ?? decodeURIComponent(url.password);
  const secrets = {
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(password && { password }),
  };
  if (url.protocol === 'unix:') {
    const path = decodeURIComponent(url.pathname);
    return { options: { path, ...secrets }, shown: `unix://${path}` };
  }
  const port = url.port === '' ? 6379 : Number(url.port);
  const db = Number(url.pathname.slice(1));
  if (!Number.isInteger(db)) throw new InputError({ message: `${url.pathname} is not a database`, allowed });
  return {
    options: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'), // of IPv6
      port,
      db,
      ...secrets,
      ...(url.protocol === 'rediss:' && { tls: {} }),
    },
    shown: `${url.protocol}//${url.hostname}:${port}${db === 0 ? '' : `/${db}`}`,
  };
}

/** `isSecret`: the text may hold a password, so that no message repeats it. */
function parsedUrl(text: string, isSecret: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['redis:', 'rediss:', 'unix:'].includes(url.protocol)) return url;
  const shown = isSecret ? 'LAGGARD_REDIS' : text;
  throw new InputError({ message: `${shown} is not the address of a Redis`, allowed });
}
