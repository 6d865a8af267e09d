import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

/** Formats of files that a scenario may name. */
export const FORMATS = ['libsvm', 'csv', 'idx', 'trace', 'profile'] as const;
export type Format = (typeof FORMATS)[number];

/** A file of some format, perhaps damaged. */
export interface FuzzedFile {
  readonly format: Format;
  readonly packed: boolean;
  readonly bytes: Uint8Array;
}

const WORDS = [
  ...[
    '0',
    '1',
    '-1',
    '+1',
    '2.5',
    '1e-3',
    '1e400',
    '-0',
    '.5',
    '5.',
    '1e',
    'nan',
    'inf',
    '0x10',
    '1_000',
    '',
    ' ',
    'x',
    '"',
    "'",
    '"a,b"',
  ],
  ...[
    '9007199254740993',
    '0'.repeat(400),
    '\u0000',
    '\ufeff',
    '\ufffd',
    '#',
    '%',
    ':',
    'label',
    'worker',
    'compute_s',
    'PERIODICITY',
    'LOOPAFTER',
    'STOCHASTIC',
  ],
];
const word = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
);
const ENDS = ['\n', '\r\n', '\r', '\n\n', '\u2028'];

/** Lines with one end each, mostly the same. */
function lines(line: fc.Arbitrary<string>, head: readonly string[] = []): fc.Arbitrary<Uint8Array> {
  return fc
    .record({
      rows: fc.array(line, { maxLength: 8 }),
      common: fc.constantFrom(...ENDS.slice(0, 2)),
      odd: fc.array(fc.constantFrom(...ENDS), { maxLength: 2 }),
      comment: fc.constantFrom('', '# a comment', '% a comment'),
      last: fc.boolean(),
    })
    .map(({ rows, common, odd, comment, last }) => {
      const all = [...(comment ? [comment] : []), ...head, ...rows];
      const text = all.map((row, k) => row + (odd[k] ?? common)).join('');
      return new TextEncoder().encode(last ? text : text.trimEnd());
    });
}

const pair = fc.tuple(word, word).map(([index, value]) => `${index}:${value}`);
const contents: Readonly<Record<Format, fc.Arbitrary<Uint8Array>>> = {
  libsvm: lines(
    fc.tuple(word, fc.array(pair, { maxLength: 4 })).map(([label, pairs]) => [label, ...pairs].join(' ')),
  ),
  csv: lines(
    fc.tuple(word, word, word).map((cells) => cells.join(',')),
    ['label,a,b'],
  ),
  trace: lines(
    fc.tuple(word, word, word, word).map((cells) => cells.join(',')),
    ['worker,clock,compute_s,communicate_s'],
  ),
  profile: lines(fc.tuple(word, word).map((cells) => cells.join(' '))),
  idx: fc
    .record({
      type: fc.constantFrom(8, 9, 11, 12, 13, 14, 0),
      dims: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
      rest: fc.uint8Array({ maxLength: 40 }),
    })
    .map(({ type, dims, rest }) =>
      Uint8Array.from([0, 0, type, dims.length, ...dims.flatMap((size) => [0, 0, 0, size]), ...rest]),
    ),
};

const damage = fc.record({
  way: fc.constantFrom('none', 'none', 'cut', 'flip', 'insert', 'append', 'double'),
  at: fc.nat(),
  bytes: fc.oneof(fc.constant(new Uint8Array(16)), fc.uint8Array({ minLength: 1, maxLength: 8 })),
});
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function damaged(bytes: Uint8Array, { way, at, bytes: put }: Damage): Uint8Array {
  const place = at % (bytes.length + 1);
  if (way === 'none') return bytes;
  if (way === 'cut') return bytes.slice(0, place);
  if (way === 'flip') return bytes.map((byte, k) => (k === place ? byte ^ put[0]! : byte));
  if (way === 'insert') return Uint8Array.from([...bytes.slice(0, place), ...put, ...bytes.slice(place)]);
  return Uint8Array.from([...bytes, ...(way === 'append' ? put : bytes)]);
}

/** Packs in one member, or in two with or without padding between. */
function packedIn(bytes: Uint8Array, members: number, padding: number): Uint8Array {
  const middle = members === 1 ? bytes.length : bytes.length >> 1;
  const parts = [bytes.slice(0, middle), ...(members === 1 ? [] : [bytes.slice(middle)])];
  return Uint8Array.from(parts.flatMap((part) => [...gzipSync(part), ...new Uint8Array(padding)]));
}

/** Files of every format, packed and plain, cut, with padding, several members and mixed line ends. */
export const fuzzedFiles: fc.Arbitrary<FuzzedFile> = fc
  .record({
    format: fc.constantFrom(...FORMATS),
    packed: fc.boolean(),
    members: fc.constantFrom(1, 1, 2),
    padding: fc.constantFrom(0, 0, 1, 512),
    before: damage,
    after: damage,
  })
  .chain((drawn) => contents[drawn.format].map((bytes) => ({ ...drawn, bytes })))
  .map(({ format, packed, members, padding, before, after, bytes }) => {
    const inside = damaged(bytes, before);
    return { format, packed, bytes: packed ? damaged(packedIn(inside, members, padding), after) : inside };
  });
