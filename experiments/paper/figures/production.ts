import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentFor, rateGrid, type ScenarioDocument, unevenClocks, WORKERS } from '../documents.ts';
import type { Setting } from '../figure.ts';
import type { System } from '../systems.ts';

const trace = fileURLToPath(new URL('../reference/fig6.csv', import.meta.url));

/** The thirty workers of Fig 6, who compute and communicate for as long in every clock as they did there, times what the system adds. */
export function productionDocument(
  name: string,
  system: System,
  setting: Setting,
  changes: { readonly algorithm?: object; readonly training?: object } = {},
): ScenarioDocument {
  const { plan, calibration, laboratory } = setting;
  const { slower, launch } = system.overheads(calibration.costs);
  const file = relative(laboratory.scenarioFolder, trace).replaceAll('\\', '/');
  const question = {
    model: 'LR',
    data: 'URL',
    level: 1,
    replications: plan.replications,
    maxClocks: plan.quick ? 100 : 200,
    toThreshold: true,
    rate: rateGrid(plan.rates, system.sums ? WORKERS : 1),
    stragglers: [
      { kind: 'trace', file, affects: ['compute', 'network'] },
      ...(slower === 1 ? [] : [{ kind: 'constant', slowdown: slower }]),
      ...(launch === 0 ? [] : [{ kind: 'delay', duration: launch }]),
      unevenClocks(calibration.costs.jitter),
    ],
  } as const;
  const changed = { ...system, algorithm: { ...system.algorithm, ...changes.algorithm } };
  return documentFor(name, question, changed, calibration, plan);
}
