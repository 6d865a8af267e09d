import { InputError } from '../base/errors.ts';

/** Packers whose files are not read: how these begin, in hexadecimal, and the command that unpacks them. */
const PACKERS: readonly (readonly [start: RegExp, packer: string, command: string])[] = [
  [/^1f8b08/, 'gzip twice', 'gunzip'],
  [/^425a683[1-9]31/, 'bzip2', 'bunzip2'],
  [/^504b0304/, 'zip', 'unzip'],
  [/^fd377a585a00/, 'xz', 'unxz'],
  [/^28b52ffd/, 'zstd', 'unzstd'],
  [/^377abcaf271c/, '7z', '7z x'],
];
const LONGEST_START = 6;

/** UTF-16 by its byte order mark. */
const UTF_16: Readonly<Record<string, string>> = { fffe: 'utf-16le', feff: 'utf-16be' };

/** Turns a piece of text in UTF-16 into UTF-8; without a piece, what is left at the end. */
type Recode = (piece?: Uint8Array) => Uint8Array;

/**
 * The same contents, as UTF-8 where they are text in UTF-16 with a byte order mark.
 * @throws InputError where they are packed in a way that is not read.
 */
export async function* readable(
  contents: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  let recode: Recode | undefined;
  for await (const piece of withWholeStart(contents)) {
    if (isFirst) recode = recodeFor(piece, file);
    isFirst = false;
    yield recode ? recode(piece) : piece;
  }
  if (recode) yield recode();
}

/** The same pieces, the first of them long enough to tell what the file is, unless the file is shorter. */
async function* withWholeStart(contents: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  for await (const piece of contents) {
    if (start !== undefined) start = Buffer.concat([start, piece]);
    if (start !== undefined && start.length < LONGEST_START) continue;
    yield start ?? piece;
    start = undefined;
  }
  if (start !== undefined) yield start;
}

function recodeFor(start: Uint8Array, file: string): Recode | undefined {
  const bytes = start.subarray(0, LONGEST_START);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  refusePacked(hex, file);
  const encoding = UTF_16[hex.slice(0, 4)];
  if (encoding === undefined) return undefined;
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (piece) => encoder.encode(piece ? decoder.decode(piece, { stream: true }) : decoder.decode());
}

function refusePacked(hex: string, file: string): void {
  for (const [start, packer, command] of PACKERS) {
    if (!start.test(hex)) continue;
    throw new InputError({
      file,
      message: `is packed with ${packer}`,
      allowed: 'a plain file, or one packed with gzip once',
      hint: `unpack it with ${command}`,
    });
  }
}
