import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IdxBytes, IdxParser, idxDataSet } from '../../../src/workloads/formats/idx.ts';
import { cuts, messageOf, pushPieces } from './pieces.ts';

const context = { file: 'images', maxFeatures: 1000 };

/** An IDX file of bytes. */
function idxFile(sizes: readonly number[], bytes: readonly number[], type = 8): Uint8Array {
  const words = sizes.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, type, sizes.length, ...words, ...bytes]);
}

function parse(file: Uint8Array, what: 'images' | 'labels' = 'images', at: readonly number[] = []): IdxBytes {
  const parser = new IdxParser(context, what);
  pushPieces(parser, file, at);
  return parser.finish();
}

test('a file cut anywhere gives its sizes and bytes', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 4 }),
  );
  fc.assert(
    fc.property(sizes, cuts, ([n, height, width], at) => {
      const bytes = Array.from({ length: n * height * width }, (_, k) => (k * 37) % 256);
      const read = parse(idxFile([n, height, width], bytes), 'images', at);
      expect(read).toEqual({ sizes: [n, height, width], bytes: Uint8Array.from(bytes) });
    }),
  );
});

test('a pixel is its byte divided by 255, an example a row of all its pixels', () => {
  const images = parse(idxFile([2, 1, 2], [0, 255, 51, 102]));
  const labels = parse(idxFile([2], [7, 0]), 'labels');
  expect(idxDataSet(images, labels, { images: 'i', labels: 'l' })).toEqual({
    rows: 2,
    features: 2,
    labels: Float64Array.of(7, 0),
    examples: { kind: 'dense', values: Float64Array.of(0, 1, 51 / 255, 102 / 255) },
  });
});

const magic = 'allowed: 0x00000802 to 0x00000804: IDX, unsigned bytes, 2 to 4 dimensions';
const whole = 'allowed: a whole IDX file';
test.each<[string, Uint8Array, string]>([
  ['an empty file', Uint8Array.of(), `images: the file ends after 0 bytes, within its header (${whole})`],
  [
    'half a header',
    idxFile([2, 1, 2], []).slice(0, 9),
    `images: the file ends after 9 bytes, within its header (${whole})`,
  ],
  ['text', new TextEncoder().encode('1 2:3\n'), `images: the file begins with 0x3120323a (${magic})`],
  ['another type', idxFile([2, 2], [1, 2, 3, 4], 13), `images: the file begins with 0x00000d02 (${magic})`],
  ['labels', idxFile([4], [1, 2, 3, 4]), `images: the file begins with 0x00000801 (${magic})`],
  [
    'too few bytes',
    idxFile([2, 1, 2], [1, 2, 3]),
    `images: 3 of 4 bytes that the header promises (2 x 1 x 2) (${whole})`,
  ],
  [
    'too many bytes',
    idxFile([1, 1, 2], [1, 2, 3]),
    `images: more than the 2 bytes that the header promises (${whole})`,
  ],
  ['no images', idxFile([0, 28, 28], []), 'images: no examples (allowed: at least one)'],
  ['no pixels', idxFile([2, 0, 28], []), 'images: no features (allowed: at least one)'],
  [
    'a header that claims far more than there is',
    idxFile([0xffff_ffff, 30, 30], [1, 2]),
    `images: 2 of 3865470565500 bytes that the header promises (4294967295 x 30 x 30) (${whole})`,
  ],
  [
    'pictures above the cap',
    idxFile([1, 100, 100], []),
    'images: 10000 features (allowed: 1 to 1000; if it is meant, set maxFeatures under workload.data to at least that)',
  ],
])('a bad file is refused, and allocates nothing that it does not fill: %s', (_, file, message) => {
  expect(messageOf(() => parse(file))).toBe(`InputError: ${message}`);
});

test('a file of labels has one dimension, and as many labels as there are images', () => {
  const magicOfLabels = 'allowed: 0x00000801: IDX, unsigned bytes, 1 dimension';
  const images = idxFile([2, 1, 1], [1, 2]);
  expect(messageOf(() => parse(images, 'labels'))).toBe(
    `InputError: images: the file begins with 0x00000803 (${magicOfLabels})`,
  );
  const labels = parse(idxFile([3], [1, 2, 3]), 'labels');
  expect(messageOf(() => idxDataSet(parse(images), labels, { images: 'i', labels: 'l' }))).toBe(
    'InputError: l: 3 labels for 2 images in i (allowed: one label for each image)',
  );
});
