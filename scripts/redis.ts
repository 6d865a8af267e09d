/** Starts a Redis for `--redis` on this machine, until Ctrl-C: npm run redis [-- --port 6379] */
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hasRedisServer, startRedis } from './redis/server.ts';

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const port = values.port === undefined ? undefined : Number(values.port);

if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
  console.error(`--port ${values.port} (allowed: a whole number, 1 to 65535)`);
  process.exitCode = 2;
} else if (hasRedisServer()) await serve(port);
else {
  console.error('redis-server is not installed (Debian: apt-get install redis-server)');
  process.exitCode = 2;
}

async function serve(port: number | undefined): Promise<void> {
  const folder = resolve('.laggard/redis');
  const server = await startRedis(folder, port);
  const file = join(folder, 'environment');
  rmSync(file, { force: true });
  writeFileSync(
    file,
    `export LAGGARD_REDIS=${server.url}\nexport LAGGARD_REDIS_PASSWORD=${server.password}\n`,
    { mode: 0o600, flag: 'wx' },
  );
  console.log(`Redis is at ${server.url}. In other terminals:`);
  console.log('  . .laggard/redis/environment              # where it is, and its password');
  console.log('  npm run sim -- work --redis --data data   # a worker; as many as you like');
  console.log('  npm run sim -- FILE --redis               # a study');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void server.stop());
  await once(server.process, 'exit');
  rmSync(file, { force: true });
}
