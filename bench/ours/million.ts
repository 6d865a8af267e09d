/**
 * A timing-only cluster of very many machines under asp through the whole simulator, and what memory it takes.
 *
 * Parameters: `workers`, `clocks`; `durations`: the file to which it writes how long a clock takes on each machine, for the reference. Speeds differ and nothing else is
 * drawn, so that one number a machine says it all. Service is shorter by as much as machines are more than in row 4, so that the server is as busy.
 */
import { Machines } from '../../src/cluster-model/machines.ts';
import { StragglerSet } from '../../src/cluster-model/straggler-set.ts';
import { START } from '../../src/engine/time.ts';
import { TrainingRun } from '../../src/simulation/training-run.ts';
import { writeRaw } from '../harness/data-folder.ts';
import { millionScenario } from './cluster-scenario.ts';
import { prepareTiming } from './run-to-end.ts';
import { serve } from './serve.ts';

/** Events between two looks at the outside world, as many as the command line allows itself. */
const EVENTS_PER_STEP = 10_000;

await serve((given) => {
  const [workers, clocks] = [Number(given.workers), Number(given.clocks)];
  const before = process.memoryUsage.rss();
  const prepared = prepareTiming(millionScenario({ workers, clocks }));
  const machines = new Machines(prepared.speeds, new StragglerSet(workers, [], 'compute'));
  writeRaw(
    String(given.durations),
    prepared.speeds.map((_, worker) => machines.clockDuration(worker, 0, START, 1)),
  );
  return (time) => {
    const run = new TrainingRun(prepared, prepared.scenario.algorithms[0]!);
    let peakBytes = 0;
    const result = time(() => {
      while (run.advance(EVENTS_PER_STEP));
      peakBytes = peakOfProcess() - before;
      return run.result();
    });
    const served = result.servers.reduce((sum, { messages }) => sum + messages, 0);
    return {
      work: workers * clocks,
      digest: `${result.time} ns, ${served} messages served`,
      facts: { events: result.events, peakBytes, peakWithResult: peakOfProcess() - before },
    };
  };
});

/** The largest resident size that the process has had. */
function peakOfProcess(): number {
  return process.resourceUsage().maxRSS * 1024;
}
