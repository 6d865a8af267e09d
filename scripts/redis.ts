/** Starts a Redis for `--redis` on this machine, until Ctrl-C: npm run redis [-- --port 6379] */
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../src/base/errors.ts';
import { hasRedisServer, startRedis } from './redis/server.ts';

try {
  process.exitCode = await serve(portOf(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function portOf(args: string[]): number | undefined {
  const { port } = optionsIn(args);
  if (port === undefined || (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
    return port === undefined ? undefined : Number(port);
  }
  throw new InputError({ message: `--port ${port}`, allowed: 'a whole number, 1 to 65535' });
}

function optionsIn(args: string[]): { readonly port?: string } {
  try {
    return parseArgs({ args, options: { port: { type: 'string' } } }).values;
  } catch (error) {
    throw new InputError({ message: (error as Error).message, allowed: '--port N' });
  }
}

/** Returns the exit code: 0 when it was stopped. */
async function serve(port: number | undefined): Promise<number> {
  if (!hasRedisServer()) {
    throw new InputError('redis-server is not installed (Debian: apt-get install redis-server)');
  }
  const folder = resolve('.laggard/redis');
  const server = await startRedis(folder, port);
  const file = join(folder, 'environment');
  rmSync(file, { force: true });
  const lines = [`LAGGARD_REDIS=${quoted(server.url)}`, `LAGGARD_REDIS_PASSWORD=${server.password}`];
  writeFileSync(file, lines.map((line) => `export ${line}\n`).join(''), { mode: 0o600, flag: 'wx' });
  console.log(`Redis is at ${server.url}. In other terminals:`);
  console.log('  . .laggard/redis/environment              # where it is, and its password');
  console.log('  npm run sim -- work --redis --data data   # a worker; as many as you like');
  console.log('  npm run sim -- FILE --redis               # a study');
  console.log('Its password stays in .laggard/redis/password: after a restart everybody goes on.');
  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      isStopped = true;
      void server.stop();
    });
  }
  const [code] = await once(server.process, 'exit');
  rmSync(file, { force: true });
  if (isStopped) return 0;
  console.error(`redis-server has ended (${code ?? 'killed'}); npm run redis starts it again.`);
  return 1;
}

/** As one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
