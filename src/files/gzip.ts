import { crc32, createInflateRaw } from 'node:zlib';
import { InputError } from '../base/errors.ts';
import { PackedBytes } from './packed-bytes.ts';

/** Bytes that are unpacked at once. */
const CHUNK_BYTES = 1 << 20;

/**
 * Unpacks a gzip file (RFC 1952): the contents of its members, one after the other. Zero bytes between and behind members are padding and
 * passed over, as gzip(1) and Python's gzip do. Node's own gunzip stops at the first padding, so members are told apart here.
 *
 * `file`: its name, for messages.
 * @throws InputError where the file ends too early, is damaged, or holds something else behind a member.
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const bytes = new PackedBytes(packed);
  try {
    let members = 0;
    do {
      await readHeader(bytes, members, file);
      yield* readMember(bytes, file);
      members++;
      await skipZeros(bytes);
    } while (await bytes.fill());
  } finally {
    await bytes.close();
  }
}

/** Flags of a header that announce further fields; the three highest are reserved. */
const Flag = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;
const DEFLATE = 8;

async function readHeader(bytes: PackedBytes, members: number, file: string): Promise<void> {
  const start = bytes.offset;
  const first = await bytes.next();
  const isMember = first === 0x1f && (await bytes.next()) === 0x8b;
  if (!isMember) throw members === 0 ? notGzip(file, first === undefined) : somethingBehind(file, start);
  const method = await needed(bytes, file);
  const flags = await needed(bytes, file);
  if (method !== DEFLATE || flags & Flag.reserved) throw damaged(file, `an unknown header at byte ${start}`);
  await skip(bytes, 6, file); // time, level, system
  if (flags & Flag.extra) await skip(bytes, await littleEndian(bytes, 2, file), file);
  if (flags & Flag.name) await skipText(bytes, file);
  if (flags & Flag.comment) await skipText(bytes, file);
  if (flags & Flag.headerCrc) await skip(bytes, 2, file);
}

/** Unpacks one member, behind its header, and checks length and CRC-32 against its trailer. */
async function* readMember(bytes: PackedBytes, file: string): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let length = 0;
  for await (const piece of inflate(bytes, file)) {
    crc = crc32(piece, crc);
    length += piece.length;
    yield piece;
  }
  const isWhole = (await littleEndian(bytes, 4, file)) === crc;
  const isLong = (await littleEndian(bytes, 4, file)) === length % 2 ** 32;
  if (!isWhole || !isLong) throw damaged(file, `the ${isWhole ? 'length' : 'CRC-32'} is wrong`);
}

/** Unpacks deflated data up to their end, wherever in a chunk that is. */
async function* inflate(bytes: PackedBytes, file: string): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: CHUNK_BYTES });
  const closed = new Promise<void>((resolve) => inflater.once('close', resolve));
  let given = 0;
  const feed = async () => {
    while (await bytes.fill()) {
      const chunk = bytes.take();
      given += chunk.length;
      await Promise.race([new Promise((resolve) => inflater.write(chunk, resolve)), closed]);
      // Behind the end of the data the inflater leaves the rest of its chunk alone.
      if (inflater.destroyed || inflater.bytesWritten < given) return;
    }
    inflater.end();
  };
  const feeding = feed().catch((error: Error) => inflater.destroy(error));
  try {
    yield* inflater;
  } catch (error) {
    throw inflateProblem(error, file);
  } finally {
    inflater.destroy();
    await feeding;
  }
  bytes.giveBack(given - inflater.bytesWritten);
}

function inflateProblem(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'Z_BUF_ERROR') return endsEarly(file);
  return error.code === 'Z_DATA_ERROR' ? damaged(file, error.message) : error;
}

async function skipZeros(bytes: PackedBytes): Promise<void> {
  while (await bytes.fill()) {
    const chunk = bytes.take();
    let zeros = 0;
    while (zeros < chunk.length && chunk[zeros] === 0) zeros++;
    bytes.giveBack(chunk.length - zeros);
    if (zeros < chunk.length) return;
  }
}

async function skip(bytes: PackedBytes, count: number, file: string): Promise<void> {
  for (let k = 0; k < count; k++) await needed(bytes, file);
}

/** A text in a header ends with a zero byte. */
async function skipText(bytes: PackedBytes, file: string): Promise<void> {
  while ((await needed(bytes, file)) !== 0);
}

async function littleEndian(bytes: PackedBytes, count: number, file: string): Promise<number> {
  let value = 0;
  for (let k = 0; k < count; k++) value += (await needed(bytes, file)) * 256 ** k;
  return value;
}

async function needed(bytes: PackedBytes, file: string): Promise<number> {
  const byte = await bytes.next();
  if (byte === undefined) throw endsEarly(file);
  return byte;
}

const whole = { allowed: 'a whole gzip file' };

function notGzip(file: string, isEmpty: boolean): InputError {
  const message = isEmpty ? 'is empty, and a gzip file never is' : 'is no gzip file';
  const hint = isEmpty ? {} : { hint: 'if it is not packed, take .gz from its name' };
  return new InputError({ file, message, ...whole, ...hint });
}

function endsEarly(file: string): InputError {
  return new InputError({ file, message: 'the packed file ends too early', ...whole });
}

function damaged(file: string, how: string): InputError {
  return new InputError({ file, message: `the packed file is damaged: ${how}`, ...whole });
}

function somethingBehind(file: string, offset: number): InputError {
  return new InputError({
    file,
    message: `something that is not gzip stands behind the packed data, from byte ${offset} on`,
    allowed: 'gzip members, and zero bytes between or behind them',
  });
}
