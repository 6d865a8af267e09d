import { Tinypool } from 'tinypool';
import type { Problem } from '../base/errors.ts';
import { withPlugins } from '../files/plugins.ts';
import { builtinCatalogue } from '../scenarios/catalogue.ts';
import type { Batch, Ending, Endings } from './batch.ts';
import { packRun } from './packed-run.ts';
import { failureOf } from './run-failure.ts';
import { RunMaker } from './run-maker.ts';
import type { RunOrder } from './run-order.ts';
import { RunStore } from './run-store.ts';
import { runThrough } from './slices.ts';

let makerPlugins = '';
let maker: RunMaker | undefined;
let warnings: Problem[] = [];

/** What a thread of the pool does: makes the runs of a batch, and keeps each in the store as soon as it has ended. */
export default async function makeRuns(batch: Batch): Promise<unknown> {
  const started = performance.now();
  const store = new RunStore(batch.store);
  const runs = await makerWith(batch.plugins);
  warnings = [];
  const endings = batch.orders.map((order, k) => {
    batch.progress[0] = k;
    batch.progress[1] = 0;
    return endingOf(order, runs, store, batch.progress);
  });
  return moved({ endings, warnings, elapsedMs: performance.now() - started });
}

async function makerWith(plugins: readonly string[]): Promise<RunMaker> {
  const named = JSON.stringify(plugins);
  if (!maker || named !== makerPlugins) {
    const { catalogue } = await withPlugins(builtinCatalogue, plugins);
    maker = new RunMaker(catalogue, (problems) => warnings.push(...problems));
    makerPlugins = named;
  }
  return maker;
}

function endingOf(order: RunOrder, runs: RunMaker, store: RunStore, progress: Float64Array): Ending {
  try {
    const run = runs.start(order);
    runThrough(run, () => {
      progress[1] = run.progress().fraction ?? 0;
    });
    const packed = packRun(order.key, run.result());
    store.put(order.key, packed);
    return { packed };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** Tells the pool to hand the packed runs over, not to copy them. */
function moved(value: Endings): unknown {
  const buffers = value.endings.flatMap((ending) => ('packed' in ending ? [ending.packed.buffer] : []));
  const parts = { [Tinypool.transferableSymbol]: buffers, [Tinypool.valueSymbol]: value };
  return Tinypool.move(parts as unknown as Parameters<typeof Tinypool.move>[0]); // its type wants symbols by name
}
