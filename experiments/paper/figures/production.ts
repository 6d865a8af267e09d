import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentFor, unevenClocks } from '../documents.ts';
import type { Setting } from '../figure.ts';
import type { System } from '../systems.ts';
import { type Asked, type AtBestRate, runsAtBestRate } from './best-rate.ts';

const trace = fileURLToPath(new URL('../reference/fig6.csv', import.meta.url));

/** Runs on the thirty workers of Fig 6, who compute and communicate for as long in every clock as they did there, times what the system adds. */
export function productionRuns(
  name: string,
  system: System,
  setting: Setting,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<AtBestRate> {
  const { plan, calibration, laboratory } = setting;
  const { slower, launch } = system.overheads(calibration.costs);
  const file = relative(laboratory.scenarioFolder, trace).replaceAll('\\', '/');
  const question = {
    model: 'LR',
    data: 'URL',
    level: 1,
    maxClocks: plan.quick ? 100 : 200,
    toThreshold: true,
    stragglers: [
      { kind: 'trace', file, affects: ['compute', 'network'] },
      ...(slower === 1 ? [] : [{ kind: 'constant', slowdown: slower }]),
      ...(launch === 0 ? [] : [{ kind: 'delay', duration: launch }]),
      unevenClocks(calibration.costs.jitter),
    ],
  } as const;
  const changed = { ...system, algorithm: { ...system.algorithm, ...changes } };
  const documentOf = (called: string, asked: Asked) =>
    documentFor(called, { ...question, ...asked }, changed, calibration, plan);
  return runsAtBestRate(name, documentOf, system, setting);
}
