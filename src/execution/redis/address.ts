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
  const url = parsedUrl(text, given === undefined ? 'LAGGARD_REDIS' : text);
  if (given !== undefined && url.password !== '') {
    throw new InputError({
      message: 'a password on the command line can be read by everybody on this machine',
      hint: 'put it into LAGGARD_REDIS_PASSWORD',
    });
  }
  const { username } = url;
  const password = environment.LAGGARD_REDIS_PASSWORD ?? url.password;
  const secrets = { ...(username && { username }), ...(password && { password }) };
  if (url.protocol === 'unix:') {
    const { pathname: path } = url;
    return { options: { path, ...secrets }, shown: `unix://${path}` };
  }
  return networkAddress(url, secrets);
}

function networkAddress(
  { protocol, hostname, port: portText, pathname }: UrlParts,
  secrets: Pick<RedisOptions, 'username' | 'password'>,
): RedisAddress {
  const port = portText === '' ? 6379 : Number(portText);
  if (!/^\/?\d*$/.test(pathname)) throw new InputError({ message: `${pathname} is not a database`, allowed });
  const db = Number(pathname.slice(1));
  return {
    options: {
      host: hostname.replace(/^\[(.*)\]$/, '$1'), // of IPv6
      port,
      db,
      ...secrets,
      ...(protocol === 'rediss:' && { tls: {} }),
    },
    shown: `${protocol}//${hostname}:${port}${db === 0 ? '' : `/${db}`}`,
  };
}

/** The parts of a URL, with what is written as %xx decoded. */
interface UrlParts {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
}

/** `shown`: how messages call the text, which may hold a password. */
function parsedUrl(text: string, shown: string): UrlParts {
  const parts = URL.canParse(text) ? decodedParts(new URL(text)) : undefined;
  if (parts && isOfRedis(parts)) return parts;
  throw new InputError({
    message: `${shown} is not the address of a Redis`,
    allowed,
    hint: 'in a password or a path, %, #, ? and / are written %25, %23, %3F and %2F',
  });
}

/** Undefined where a % is not followed by the code of a character. */
function decodedParts(url: URL): UrlParts | undefined {
  const { protocol, hostname, port, search, hash } = url;
  if (search !== '' || hash !== '') return undefined;
  try {
    const username = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    return { protocol, username, password, hostname, port, pathname: decodeURIComponent(url.pathname) };
  } catch {
    return undefined;
  }
}

function isOfRedis({ protocol, hostname, port, pathname }: UrlParts): boolean {
  if (protocol === 'unix:') return hostname === '' && pathname.length > 1 && !pathname.includes('\0');
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '' && port !== '0';
}
