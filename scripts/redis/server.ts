import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A Redis of our own. */
export interface RedisServer {
  /** As LAGGARD_REDIS takes it. */
  readonly url: string;
  /** As LAGGARD_REDIS_PASSWORD takes it. */
  readonly password: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Whether Debian's redis-server, or one that is called alike, is there. */
export function hasRedisServer(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/**
 * Starts a Redis that listens on a socket in `folder`, or on 127.0.0.1 where a port is given; with a password that nobody has chosen,
 * bounded memory, and nothing written to the disk: what is finished is in the stores of the studies.
 */
export async function startRedis(folder: string, port?: number): Promise<RedisServer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const password = randomBytes(24).toString('hex');
  const socket = join(folder, 'redis.sock');
  const server = spawn('redis-server', ['-'], { stdio: ['pipe', 'ignore', 'inherit'], cwd: folder });
  // On its standard input, so that no list of processes shows the password.
  server.stdin!.end(
    [
      'bind 127.0.0.1',
      `port ${port ?? 0}`,
      `unixsocket ${socket}`,
      'unixsocketperm 700',
      `requirepass ${password}`,
      'maxmemory 512mb',
      'maxmemory-policy noeviction',
      'save ""',
      'appendonly no',
      '',
    ].join('\n'),
  );
  while (!existsSync(socket)) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with code ${server.exitCode}`);
    await setTimeout(20);
  }
  return {
    url: port === undefined ? `unix://${socket}` : `redis://127.0.0.1:${port}`,
    password,
    process: server,
    stop: async () => {
      if (server.exitCode === null && server.kill()) await once(server, 'exit');
    },
  };
}
