/**
 * Writes the sparse examples of rows 6, 8 and 9 as raw files for both sides: our own generator, with the frequencies of words or
 * links (Zipf). Parameters: `folder`, `rows`, `features`, `nonzerosPerRow`.
 */
import { join } from 'node:path';
import { valuesOf } from '../../src/base/options.ts';
import { Streams } from '../../src/random/streams.ts';
import { generators } from '../../src/workloads/synthetic/index.ts';
import { writeRaw } from '../harness/data-folder.ts';
import { serve } from './serve.ts';

await serve(({ folder, ...options }) => {
  const generator = generators.get('sparse-zipf');
  const { data } = generator.create(
    valuesOf(generator.options, options),
    new Streams(1, 0).stream('synthetic'),
  );
  const { examples, labels } = data;
  if (examples.kind !== 'sparse') throw new Error('sparse-zipf gives sparse rows');
  for (const name of ['offsets', 'indices', 'values'] as const) {
    writeRaw(join(String(folder), name), examples[name]);
  }
  writeRaw(join(String(folder), 'labels'), labels);
  return () => ({ work: data.rows, digest: '' });
});
