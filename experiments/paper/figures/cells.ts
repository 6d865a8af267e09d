import { documentFor } from '../documents.ts';
import type { Setting } from '../figure.ts';
import type { DataName, ModelName } from '../plan.ts';
import type { System } from '../systems.ts';
import { type Asked, type AtBestRate, runsAtBestRate } from './best-rate.ts';

/** A cell of Table 3: a system on a workload at a level of heterogeneity, run to the threshold with the rate that suits it best there. */
export interface CellKey {
  readonly model: ModelName;
  readonly data: DataName;
  readonly level: number;
}

/** Clocks after which a run has missed the threshold: half as many again as the slowest system of the paper needs. */
const mostClocks: Readonly<Record<DataName, number>> = { URL: 200, CTR: 100 };

export async function cell(key: CellKey, system: System, setting: Setting): Promise<AtBestRate> {
  const { plan, calibration } = setting;
  const { model, data, level } = key;
  const name = `${model}-${data}-HL${level}-${system.name}`.toLowerCase().replaceAll(' ', '-');
  const question = {
    ...key,
    ...(level > 1 && { sleep: (level - 1) * (await clockSeconds({ ...key, level: 1 }, system, setting)) }),
    maxClocks: plan.quick ? mostClocks[data] / 2 : mostClocks[data],
    toThreshold: true,
  };
  const documentOf = (called: string, asked: Asked) =>
    documentFor(called, { ...question, ...asked }, system, calibration, plan);
  return runsAtBestRate(name, documentOf, system, setting);
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
