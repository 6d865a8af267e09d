import { documentFor, rateGrid, WORKERS } from '../documents.ts';
import type { Setting } from '../figure.ts';
import type { Found } from '../laboratory.ts';
import type { DataName, ModelName } from '../plan.ts';
import type { System } from '../systems.ts';

/** A cell of Table 3: a system on a workload at a level of heterogeneity, run to the threshold with the rate that suits it best there. */
export interface CellKey {
  readonly model: ModelName;
  readonly data: DataName;
  readonly level: number;
}

/** Clocks after which a run has missed the threshold: half as many again as the slowest system of the paper needs. */
const mostClocks: Readonly<Record<DataName, number>> = { URL: 200, CTR: 100 };

export async function cell(key: CellKey, system: System, setting: Setting): Promise<Found> {
  const { plan, calibration, laboratory } = setting;
  const { model, data, level } = key;
  const name = `${model}-${data}-HL${level}-${system.name}`.toLowerCase().replaceAll(' ', '-');
  const question = {
    ...key,
    ...(level > 1 && { sleep: (level - 1) * (await clockSeconds({ ...key, level: 1 }, system, setting)) }),
    replications: plan.replications,
    maxClocks: plan.quick ? mostClocks[data] / 2 : mostClocks[data],
    toThreshold: true,
    rate: rateGrid(plan.rates, system.sums ? WORKERS : 1),
  };
  return laboratory.run(documentFor(name, question, system, calibration, plan));
}

/**
 * What a worker of the system needs for a clock, computing and communicating with all the others at work, in the mean: the authors made workers sleep until their clocks took
 * HL times as long.
 */
async function clockSeconds(key: CellKey, system: System, setting: Setting): Promise<number> {
  const { runs } = await cell(key, system, setting);
  const workers = runs.flatMap((run) => run.workers);
  const busy = workers.reduce((sum, { compute, communicate }) => sum + compute + communicate, 0);
  return Math.round(busy / workers.reduce((sum, { clocks }) => sum + clocks, 0)) / 1e9;
}
