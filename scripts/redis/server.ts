import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { InputError } from '../../src/base/errors.ts';
import { redisAddress } from '../../src/execution/redis/address.ts';
import { checkRedis } from '../../src/execution/redis/check-redis.ts';
import { keptPassword } from './password.ts';

/** A Redis of our own. */
export interface RedisServer {
  /** As LAGGARD_REDIS takes it. */
  readonly url: string;
  /** As LAGGARD_REDIS_PASSWORD takes it. */
  readonly password: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Bytes that the path of a socket may have, on every system. */
const longestSocket = 100;

/** Milliseconds between two looks whether the server answers. */
const lookMs = 20;

/** Whether Debian's redis-server, or one that is called alike, is there. */
export function hasRedisServer(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/**
 * Starts a Redis that listens on a socket in `folder`, or on 127.0.0.1 too where a port is given; with a password that nobody has chosen and
 * that `folder` keeps, bounded memory, and nothing else written to the disk: what is finished is in the stores of the studies.
 * @throws InputError where another server is in the way, or Redis does not start.
 */
export async function startRedis(folder: string, port?: number): Promise<RedisServer> {
  const socket = join(folder, 'redis.sock');
  await makeRoom(folder, socket, port);
  const password = keptPassword(join(folder, 'password'));
  const server = spawn('redis-server', ['-'], { stdio: ['pipe', 'pipe', 'inherit'], cwd: folder });
  let said = '';
  server.stdout!.on('data', (text) => {
    said = `${said}${text}`.slice(-2000);
  });
  server.stdin!.on('error', () => {}); // it ended before it had read everything
  // On its standard input, so that no list of processes shows the password.
  server.stdin!.end(settings(password, port));
  const url = port === undefined ? `unix://${encodeURI(socket)}` : `redis://127.0.0.1:${port}`;
  while (!(await answers(url, password))) {
    if (server.exitCode !== null) throw endedAtOnce(server.exitCode, said);
    await setTimeout(lookMs);
  }
  return {
    url,
    password,
    process: server,
    stop: async () => {
      if (server.exitCode === null && server.kill()) await once(server, 'exit');
    },
  };
}

/** The lines of a redis.conf. */
function settings(password: string, port: number | undefined): string {
  return [
    'bind 127.0.0.1',
    `port ${port ?? 0}`,
    'unixsocket redis.sock', // in the folder in which the server is started
    'unixsocketperm 700',
    `requirepass ${password}`,
    'maxmemory 512mb',
    'maxmemory-policy noeviction',
    'save ""',
    'appendonly no',
    '',
  ].join('\n');
}

/** Makes the folder, and takes away the socket of a server that was killed. */
async function makeRoom(folder: string, socket: string, port: number | undefined): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (Buffer.byteLength(socket) > longestSocket) {
    const message = `the path ${socket} is too long for a socket`;
    throw new InputError({
      message,
      allowed: `${longestSocket} bytes: start it in a folder nearer to the root`,
    });
  }
  if (await isListening(socket)) {
    throw new InputError({
      message: `a Redis is running at ${socket} already`,
      hint: 'use it, or stop it first',
    });
  }
  rmSync(socket, { force: true });
  if (port !== undefined) await refusePortInUse(port);
}

async function isListening(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}

async function refusePortInUse(port: number): Promise<void> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${code})`;
    throw new InputError({ message: `port ${port} ${reason}`, hint: 'another one with --port' });
  } finally {
    probe.close();
  }
}

async function answers(url: string, password: string): Promise<boolean> {
  try {
    await checkRedis(redisAddress(undefined, { LAGGARD_REDIS: url, LAGGARD_REDIS_PASSWORD: password }));
    return true;
  } catch {
    return false;
  }
}

function endedAtOnce(code: number, said: string): InputError {
  const lines = said.trim().split('\n');
  const reason =
    lines.findLast((line) => line.includes(' # ') && !line.includes('Redis is now ready')) ?? lines.at(-1);
  return new InputError(`redis-server ended with code ${code}: ${reason}`);
}
