import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gunzip } from '../../src/files/gzip.ts';

/** What comes out of a file that is read in chunks of so many bytes. */
async function unpacked(file: Uint8Array, chunkBytes: number): Promise<string> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < file.length; at += chunkBytes) yield file.subarray(at, at + chunkBytes);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzip(chunks(), 'f.gz')) pieces.push(piece.slice());
  return Buffer.concat(pieces).toString();
}

const refusalOf = (file: Uint8Array, chunkBytes: number) =>
  unpacked(file, chunkBytes).then(
    () => 'nothing was wrong',
    (error: Error) => `${error.name}: ${error.message}`,
  );

const hello = gzipSync('hello\n');
const zeros = new Uint8Array(600);
const joined = (...parts: readonly (Uint8Array | string)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const chunkSizes = [1, 7, hello.length, 1 << 16];

test('all members are read, with or without zero bytes between and behind them, however the file is cut', async () => {
  const part = fc.tuple(fc.string({ maxLength: 200 }), fc.integer({ min: 0, max: 40 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 300 }),
      async (parts, chunkBytes) => {
        const file = joined(...parts.flatMap(([text, padding]) => [gzipSync(text), new Uint8Array(padding)]));
        expect(await unpacked(file, chunkBytes)).toBe(joined(...parts.map(([text]) => text)).toString());
      },
    ),
    { numRuns: 50 },
  );
});

test('fields of a header that say nothing about the contents are passed over', async () => {
  // FLG = FHCRC + FEXTRA + FNAME + FCOMMENT; 2 extra bytes, the name a, the comment b, 2 bytes of a CRC that is not looked at.
  const header = Uint8Array.of(
    0x1f,
    0x8b,
    8,
    2 + 4 + 8 + 16,
    0,
    0,
    0,
    0,
    0,
    3,
    2,
    0,
    9,
    9,
    97,
    0,
    98,
    0,
    1,
    1,
  );
  expect(await unpacked(joined(header, hello.subarray(10)), 3)).toBe('hello\n');
});

const other = (bytes: Uint8Array, at: number, byte: number) => Uint8Array.from(bytes).fill(byte, at, at + 1);
const ends = 'the packed file ends too early';
const behind = 'something that is not gzip stands behind the packed data, from byte';
test.each<[string, Uint8Array, string]>([
  ['a trailer cut', joined(zeros.subarray(0, 0), hello, hello.subarray(0, -3)), ends],
  ['no trailer', hello.subarray(0, -8), ends],
  ['data cut', hello.subarray(0, 14), ends],
  ['a header cut', joined(hello, zeros, hello.subarray(0, 5)), ends],
  ['text behind', joined(hello, 'more'), `${behind} ${hello.length} on`],
  ['text behind padding', joined(hello, zeros, 'more'), `${behind} ${hello.length + 600} on`],
  ['a bad CRC', other(hello, hello.length - 8, 0), 'the packed file is damaged: the CRC-32 is wrong'],
  ['a bad length', other(hello, hello.length - 4, 9), 'the packed file is damaged: the length is wrong'],
  ['bad data', other(hello, 10, 0xff), 'the packed file is damaged: invalid block type'],
  ['another method', other(hello, 2, 7), 'the packed file is damaged: an unknown header at byte 0'],
  ['nothing', new Uint8Array(0), 'is empty, and a gzip file never is'],
  ['text', joined('1 1:1\n'), 'is no gzip file'],
  ['zeros before', joined(zeros, hello), 'is no gzip file'],
])('what is no gzip file is refused in the same words however it is cut: %s', async (_, file, message) => {
  for (const size of chunkSizes)
    expect(await refusalOf(file, size)).toContain(`InputError: f.gz: ${message} (`);
});

test('a consumer that gives up ends the reading of the file', async () => {
  let isClosed = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield hello;
    } finally {
      isClosed = true;
    }
  }
  for await (const _ of gunzip(chunks(), 'f.gz')) break;
  expect(isClosed).toBe(true);
});
