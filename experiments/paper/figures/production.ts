import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentFor, unevenClocks } from '../documents.ts';
import type { Setting } from '../figure.ts';
import { reference } from '../reference.ts';
import type { System } from '../systems.ts';
import { type Asked, type AtBestRate, runsAtBestRate } from './best-rate.ts';

const trace = fileURLToPath(new URL('../reference/fig6.csv', import.meta.url));

/** Seconds that each worker of Fig 6 computes for a clock. */
const computing = reference('fig6.csv').map(({ compute_s }) => Number(compute_s));
const meanClock = computing.reduce((sum, seconds) => sum + seconds, 0) / computing.length;

/**
 * Runs on the thirty workers of Fig 6, who compute and communicate for as long in every clock as they did there, times what the system adds. They compute at the speeds that make it so, and not as long
 * as was recorded, so that one that has given examples away has less to do.
 */
export function productionRuns(
  system: System,
  setting: Setting,
  changes: Readonly<Record<string, unknown>> = {},
  suffix = '',
): Promise<AtBestRate> {
  const name = `production-${system.name.toLowerCase().replaceAll(' ', '-')}${suffix}`;
  const { plan, laboratory } = setting;
  const { costs } = setting.calibration;
  const calibration = {
    ...setting.calibration,
    costs: { ...costs, clock: { ...costs.clock, URL: meanClock } },
  };
  const file = relative(laboratory.scenarioFolder, trace).replaceAll('\\', '/');
  const question = {
    model: 'LR',
    data: 'URL',
    level: 1,
    maxClocks: plan.quick ? 100 : 200,
    toThreshold: true,
    stragglers: [{ kind: 'trace', file, affects: ['network'] }, unevenClocks(costs.jitter)],
  } as const;
  const workers = computing.map((seconds) => ({ count: 1, speed: meanClock / seconds }));
  const changed = { ...system, algorithm: { ...system.algorithm, ...changes } };
  const documentOf = (called: string, asked: Asked) => {
    const document = documentFor(called, { ...question, ...asked }, changed, calibration, plan);
    return { ...document, cluster: { ...document.cluster, workers } };
  };
  return runsAtBestRate(name, documentOf, system, setting);
}
