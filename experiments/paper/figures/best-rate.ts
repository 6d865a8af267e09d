import { edgeOf, type Tuning } from '../../../src/studies/tuning/tuning.ts';
import { type Question, rateGrid, type ScenarioDocument, WORKERS } from '../documents.ts';
import type { Setting } from '../figure.ts';
import type { Found } from '../laboratory.ts';
import type { System } from '../systems.ts';

/** The rate that was chosen, and whether a better one may lie beyond the grid. */
interface Chosen {
  readonly rate: number;
  readonly edge: Tuning['edge'];
}

export interface AtBestRate extends Found {
  readonly edge: Tuning['edge'];
}

/** What of a question depends on whether a rate is searched for, or given. */
export type Asked = Pick<Question, 'rate' | 'replications' | 'tuning'>;

/**
 * The runs of `system` to the threshold at the rate that suits it best: that with which the median seed arrives first, of those with which every seed does, or if there
 * is none, of all. The seeds of the search are its own.
 */
export async function runsAtBestRate(
  name: string,
  documentOf: (name: string, asked: Asked) => ScenarioDocument,
  system: System,
  { plan, laboratory }: Setting,
): Promise<AtBestRate> {
  const tuning = { by: 'time', replications: plan.searchSeeds } as const;
  const rates = rateGrid(plan.rates, system.sums ? WORKERS : 1);
  const search = documentOf(`${name}-search`, { rate: rates, replications: 1, tuning });
  const { rate, edge } = chosenRate((await laboratory.run(search)).tunings[0]!, plan.searchSeeds);
  const found = await laboratory.run(documentOf(name, { rate, replications: plan.replications }));
  return { ...found, edge };
}

/** Of the rates of a search on `seeds` seeds. */
export function chosenRate({ rows, learningRate }: Tuning, seeds: number): Chosen {
  const reliable = rows.filter(({ converged }) => converged === seeds);
  const [best] = reliable.sort((a, b) => a.rank - b.rank);
  const rate = best?.learningRate ?? learningRate;
  const rates = rows.map((row) => row.learningRate);
  return { rate, edge: edgeOf(rate, rates) };
}
