import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeCompressed } from './compressed.ts';

const PACKAGE = 'dataset-fashion-mnist';
const CLASSES = 10;
const ROWS_PER_CLASS = 1000;
const PIXELS = 28 * 28;

/** Bytes before the data of an IDX file: four, and four for each dimension. */
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

/** Makes data/fashion-*.gz in `folder`, a scratch place: the first thousand training pictures of each class, in their order. */
export function prepareFashion(folder: string): string {
  execFileSync('apt-get', ['download', PACKAGE], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'))!;
  execFileSync('dpkg-deb', ['-x', archive, 'unpacked'], { cwd: folder });
  const read = (name: string) =>
    gunzipSync(readFileSync(join(folder, 'unpacked/usr/share/datasets/fashion-mnist', name)));
  const images = read('train-images-idx3-ubyte.gz');
  const labels = read('train-labels-idx1-ubyte.gz').subarray(LABELS_HEADER);

  const chosen = firstOfEachClass(labels);
  const pixels = chosen.map((row) =>
    images.subarray(IMAGES_HEADER + row * PIXELS, IMAGES_HEADER + (row + 1) * PIXELS),
  );
  const imageBytes = writeCompressed(
    'fashion-images-idx3-ubyte.gz',
    Buffer.concat([idxHeader(chosen.length, 28, 28), ...pixels]),
  );
  const labelBytes = writeCompressed(
    'fashion-labels-idx1-ubyte.gz',
    Buffer.concat([idxHeader(chosen.length), Uint8Array.from(chosen, (row) => labels[row]!)]),
  );
  return `${chosen.length} rows, ${PIXELS} features, ${CLASSES} classes; ${imageBytes + labelBytes} bytes`;
}

function firstOfEachClass(labels: Uint8Array): number[] {
  const taken = new Uint32Array(CLASSES);
  const chosen: number[] = [];
  labels.forEach((label, row) => {
    if (taken[label]! < ROWS_PER_CLASS) {
      taken[label]!++;
      chosen.push(row);
    }
  });
  return chosen;
}

/** Two zeros, the type of unsigned bytes, the number of dimensions, their sizes. */
function idxHeader(...sizes: number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  sizes.forEach((size, k) => {
    header.writeUInt32BE(size, 4 + 4 * k);
  });
  return header;
}
