/**
 * A timing-only cluster through the whole simulator, as a user's scenario would run.
 *
 * Parameters: `workers`, `clocks`, `drawn`; `durations`: the file to which it writes how long every clock took, for the reference.
 */
import type { RunResult } from '../../src/simulation/run-result.ts';
import { writeRaw } from '../harness/data-folder.ts';
import { clusterScenario } from './cluster-scenario.ts';
import { DurationTable } from './duration-table.ts';
import { prepareTiming, runToEnd } from './run-to-end.ts';
import { serve } from './serve.ts';

await serve((given) => {
  const [workers, clocks] = [Number(given.workers), Number(given.clocks)];
  const prepared = prepareTiming(clusterScenario({ workers, clocks, drawn: given.drawn === true }));
  const durations = new DurationTable(workers, clocks);
  runToEnd(prepared, [durations]);
  writeRaw(String(given.durations), durations.nanoseconds);
  return (time) => {
    const result = time(() => runToEnd(prepared));
    return {
      work: workers * clocks,
      digest: `${result.time} ns, ${parkedTime(result)} ns parked`,
      facts: { events: result.events },
    };
  };
});

function parkedTime({ workers }: RunResult): number {
  return workers.reduce((sum, { wait }) => sum + wait, 0);
}
