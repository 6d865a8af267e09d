/**
 * A whole run on prepared data: compute, push, serve, pull, evaluate, digest.
 *
 * Parameters: `folder`, `features` (see sparse-data.ts), `algorithm`, `clocks`, `learningRate`, `evaluateEvery`.
 */
import { prepare } from '../../src/simulation/prepare.ts';
import { runToEnd } from './run-to-end.ts';
import { serve } from './serve.ts';
import { sparseData } from './sparse-data.ts';
import { wholeRunScenario } from './whole-run-scenario.ts';

await serve((given) => {
  const train = sparseData(String(given.folder), Number(given.features));
  const scenario = wholeRunScenario({
    algorithm: String(given.algorithm),
    clocks: Number(given.clocks),
    learningRate: Number(given.learningRate),
    evaluateEvery: Number(given.evaluateEvery),
  });
  const prepared = prepare(scenario, { train }, 1);
  return (time) => {
    const result = time(() => runToEnd(prepared));
    const work = train.rows * Number(given.clocks);
    return {
      work,
      digest: result.digest.slice(0, 16),
      facts: { objective: result.objective!, updates: result.updates },
    };
  };
});
