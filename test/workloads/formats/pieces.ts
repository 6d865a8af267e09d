import fc from 'fast-check';

/** Places at which to cut a file, as parts of its length. */
export const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

/** Pushes a text into a parser in pieces that are overwritten after each push, as a reader that reuses its buffer would. */
export function pushPieces(
  parser: { push(chunk: Uint8Array): void },
  contents: string | Uint8Array,
  at: readonly number[] = [],
): void {
  const bytes = typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
  const places = at.map((part) => Math.floor(part * bytes.length)).sort((a, b) => a - b);
  [0, ...places].forEach((from, k) => {
    const piece = bytes.slice(from, places[k] ?? bytes.length);
    parser.push(piece);
    piece.fill(0x39);
  });
}

/** The message of the error that `work` throws. */
export function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'no error';
}
