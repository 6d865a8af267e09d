import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkRedis } from '../../src/execution/redis/check-redis.ts';

/** The message about what answers like this at a port of its own. */
async function saidOf(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    answer(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const address = { options: { host: '127.0.0.1', port }, shown: 'redis://here' };
  return checkRedis(address).then(
    () => 'fine',
    (error: Error) => error.message,
  );
}

/** Answers every command with the same line, as Redis does. */
function replying(line: string): (socket: Socket) => void {
  return (socket) =>
    socket.on('data', (commands) => {
      const count = String(commands).match(/^\*\d+\r$/gm)?.length ?? 1;
      socket.write(`${line}\r\n`.repeat(count));
    });
}

test.each([
  ['nothing at all', () => {}, /what answers at redis:\/\/here is no Redis.*right port/],
  ['HTTP', replying('HTTP/1.1 400 Bad Request'), /what answers at redis:\/\/here is no Redis/],
  ['by hanging up', (socket: Socket) => void socket.destroy(), /no Redis/],
  ['NOAUTH', replying('-NOAUTH Authentication required.'), /wants a password.*LAGGARD_REDIS_PASSWORD/],
  ['WRONGPASS', replying('-WRONGPASS invalid pair'), /refuses the password.*LAGGARD_REDIS_PASSWORD/],
  [
    'an error',
    replying(`-ERR DB index ${'x'.repeat(1000)}`),
    /^redis:\/\/here says: ERR DB index x{150,200}$/,
  ],
])(
  'what answers %s is no Redis that lets us in, and one line says so',
  { timeout: 20_000 },
  async (_, answer, message) => {
    expect(await saidOf(answer)).toMatch(message);
  },
);
