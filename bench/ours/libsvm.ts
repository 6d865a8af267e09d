/** Reading a text file in LIBSVM format, from the disk cache to typed arrays. Parameters: `file`, `features`. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { type LibsvmContext, LibsvmParser } from '../../src/workloads/formats/libsvm.ts';
import { serve } from './serve.ts';

await serve(({ file, features }) => {
  const path = String(file);
  const megabytes = statSync(path).size / 1e6;
  const context = { file: path, maxFeatures: Number(features) };
  return (time) => ({ work: megabytes, digest: digestOf(time(() => read(path, context))) });
});

function read(path: string, context: LibsvmContext): DataSet {
  const parser = new LibsvmParser(context);
  const chunk = new Uint8Array(1 << 20);
  const source = openSync(path, 'r');
  for (let bytes = readSync(source, chunk); bytes > 0; bytes = readSync(source, chunk)) {
    parser.push(chunk.subarray(0, bytes));
  }
  closeSync(source);
  return parser.finish();
}

/** SHA-256 over offsets, indices, values and labels as they lie in memory. */
function digestOf({ examples, labels }: DataSet): string {
  if (examples.kind !== 'sparse') throw new Error('LIBSVM text gives sparse rows');
  const hash = createHash('sha256');
  for (const { buffer, byteOffset, byteLength } of [
    examples.offsets,
    examples.indices,
    examples.values,
    labels,
  ]) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex').slice(0, 16);
}
