import { orderFor, type RunOrder } from '../../src/execution/run-order.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { prepare, type RunOutcome, TrainingRun } from '../../src/simulation/index.ts';
import { pending, startStudy } from '../../src/studies/study.ts';
import { merged, type Overrides, scenarioWith } from '../fixtures.ts';
import { designFor } from '../report/fixtures.ts';

/** A run that somebody wants, and what it comes to. */
export interface MadeRun {
  readonly order: RunOrder;
  readonly outcome: RunOutcome;
}

const base: Overrides = {
  cluster: { workers: 3, servers: { count: 2 } },
  workload: { model: 'none', parameters: 8 },
  algorithms: ['bsp', 'ssp', 'asp'],
};

/** Runs without mathematics on three machines and two shards, changed as a test asks for. */
export function madeRuns(overrides: Overrides = {}): readonly MadeRun[] {
  const scenario = scenarioWith(merged(base, overrides));
  const materials = { data: undefined, target: undefined, files: [] };
  return pending(startStudy(designFor(scenario))).map((planned) => {
    const order = orderFor(planned, materials, []);
    const prepared = prepare(order.scenario, undefined, order.replication, { catalogue: builtinCatalogue });
    const run = new TrainingRun(prepared, order.algorithm, { catalogue: builtinCatalogue });
    while (run.advance(1000));
    const { parameters: _, ...outcome } = run.result();
    return { order, outcome };
  });
}

/** The first of `madeRuns`. */
export function madeRun(overrides: Overrides = {}): MadeRun {
  return madeRuns(overrides)[0]!;
}
