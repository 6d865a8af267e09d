/**
 * What fifty workers' replicas take in a whole run: everything that the run allocates in typed arrays at its peak (replicas,
 * updates on their way, work memory) but the server's own parameters, and the lists that say which features a replica
 * holds. Nothing is timed; needs --expose-gc, so that what is dead already does not count.
 *
 * Parameters: those of whole-run.ts.
 */
import { type Prepared, prepare } from '../../src/simulation/prepare.ts';
import { TrainingRun } from '../../src/simulation/training-run.ts';
import { runToEnd } from './run-to-end.ts';
import { serve } from './serve.ts';
import { sparseData } from './sparse-data.ts';
import { wholeRunScenario } from './whole-run-scenario.ts';

const EVENTS_PER_STEP = 100;

await serve((given) => {
  const train = sparseData(String(given.folder), Number(given.features));
  const scenario = wholeRunScenario({
    algorithm: String(given.algorithm),
    clocks: Number(given.clocks),
    learningRate: Number(given.learningRate),
    evaluateEvery: Number(given.evaluateEvery),
  });
  const prepared = prepare(scenario, { train }, 1);
  runToEnd(prepared); // the workload notes what its mini-batches touch when they first come: that belongs to the preparation
  const { workers, parameterCount } = prepared.workload!;
  const held = workers.reduce((sum, { held }) => sum + held.count, 0);
  return () => {
    const server = 8 * parameterCount;
    const lists = 4 * held;
    const bytes = peakGrowth(prepared) - server + lists;
    const facts = { bytes, fullCopies: 8 * parameterCount * workers.length, replicas: 8 * held };
    return { work: workers.length, digest: String(held), facts };
  };
});

/** The most that typed arrays take during the run, above what they take before it. Bytes. */
function peakGrowth(prepared: Prepared): number {
  const before = liveBytes();
  const run = new TrainingRun(prepared, prepared.scenario.algorithms[0]!);
  let peak = 0;
  for (let more = true; more; more = run.advance(EVENTS_PER_STEP)) {
    peak = Math.max(peak, liveBytes() - before);
  }
  return peak;
}

function liveBytes(): number {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().arrayBuffers;
}
