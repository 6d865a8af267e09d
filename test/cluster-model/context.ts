import type { InputFormat } from '../../src/base/input-files.ts';
import type { StragglerContext } from '../../src/cluster-model/stragglers/straggler-model.ts';
import { Streams } from '../../src/random/streams.ts';

/** What a straggler model is made with; every file holds the example of its format where nothing else is said. */
export function stragglerContext(
  given: Partial<StragglerContext> & { readonly seed?: number; readonly text?: string } = {},
): StragglerContext {
  const { workerCount = 3, seed = 5, text, ...rest } = given;
  const streams = new Streams(seed, 1);
  return {
    workerCount,
    ranks: Uint32Array.from({ length: workerCount }, (_, worker) => worker),
    affects: ['compute', 'network'],
    contentOf: <T>(format: InputFormat<T>, file: string) => format.parse(text ?? format.example, file),
    stream: (purpose) => streams.stream(`straggler/0/${purpose}`),
    delayForHeterogeneity: (level) => level,
    ...rest,
  };
}
