import { atPath } from '../base/at-path.ts';
import type { Problem } from '../base/errors.ts';
import type { InputFiles } from '../base/input-files.ts';
import { type Definition, valuesOf } from '../base/options.ts';
import { type SimTime, secondsToNanoseconds } from '../engine/time.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import { workerCountOf } from '../scenarios/checks.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/**
 * What the straggler entries and their files say that has no effect. It depends on the scenario and its files alone.
 * @throws InputError where an entry does not suit the file that it names.
 */
export function stragglerRemarks(
  { cluster, stop }: Scenario,
  { stragglers }: Catalogue,
  files: InputFiles,
): readonly Problem[] {
  const end = Math.min(
    secondsToNanoseconds(stop.maxTime ?? Number.POSITIVE_INFINITY),
    Number.MAX_SAFE_INTEGER,
  );
  const contentOf: InputFiles['contentOf'] = (format, name) => files.contentOf(format, name);
  return cluster.stragglers.flatMap((spec, k) => {
    const path = `cluster.stragglers[${k}]`;
    const definition = stragglers.get(spec.kind);
    const options = valuesOf<Definition['options']>(definition.options, spec);
    const context = { affects: spec.affects, contentOf, horizon: end as SimTime };
    const remarks = atPath(path, () => definition.remarks?.(options, context)) ?? [];
    return remarks.map((problem) => ({ ...problem, path }));
  });
}

/**
 * The names of the recorded machines that workers stand for; undefined where none has any but its own number. Entries that draw whom they
 * hit name nobody. [workers]
 */
export function machineNames(
  { cluster }: Scenario,
  { stragglers }: Catalogue,
  files: InputFiles,
): readonly (string | undefined)[] | undefined {
  const names: (string | undefined)[] = new Array(workerCountOf(cluster)).fill(undefined);
  for (const spec of cluster.stragglers) {
    const definition = stragglers.get(spec.kind);
    if (!definition.machines || spec.fraction !== undefined) continue;
    const machines = definition.machines(valuesOf<Definition['options']>(definition.options, spec), {
      contentOf: (format, name) => files.contentOf(format, name),
    });
    const hit = spec.workers?.toSorted((a, b) => a - b) ?? [...names.keys()];
    for (const [rank, worker] of hit.entries()) names[worker] = machines[rank % machines.length]!;
  }
  const isTold = names.some((name, worker) => name !== undefined && name !== String(worker));
  return isTold ? names : undefined;
}
