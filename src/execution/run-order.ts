import { createHash } from 'node:crypto';
import { SEMANTICS_VERSION } from '../base/versions.ts';
import type { AlgorithmSpec, Scenario } from '../scenarios/scenario.ts';
import { identityOf, preparationKeyOf, type RunSettings } from '../studies/planned-run.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { ClusterTexts } from './cluster-texts.ts';
import { coreHash } from './core-hash.ts';

/** What the runs of one scenario are made from, beside the scenario. */
export interface Materials {
  /** Undefined with `model: none`. */
  readonly data: SplitData | undefined;
  /** The objective to reach where the scenario gives it as a gap above the optimum. */
  readonly target: number | undefined;
  /** The files that the data came from, in the order of reading. */
  readonly files: readonly MaterialFile[];
  /** The texts of the files that the cluster names, by their names; none where it names none. */
  readonly clusterFiles?: ClusterTexts;
}

/** A file of data. */
export interface MaterialFile {
  /** As the scenario calls it. */
  readonly name: string;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** A run that is to be made: all that a thread needs to know of it. */
export interface RunOrder {
  /** Runs with equal keys come to the same, byte for byte. In hexadecimal. */
  readonly key: string;
  /** Orders with equal preparations share their machines, stragglers and data. */
  readonly preparation: string;
  readonly scenario: Scenario;
  readonly algorithm: AlgorithmSpec;
  readonly replication: number;
  readonly materials: Materials;
}

/** The order for a planned run. `plugins`: the SHA-256 of every plugin, in the order in which they are counted in. */
export function orderFor(planned: RunSettings, materials: Materials, plugins: readonly string[]): RunOrder {
  const { scenario, algorithm, replication } = planned;
  const { target, files, clusterFiles } = materials;
  const digests = [...files.map((file) => file.sha256), ...(clusterFiles ? [textsOf(clusterFiles)] : [])];
  const preparation = sha256([preparationKeyOf(planned), target ?? null, digests]);
  const key = sha256({
    run: identityOf(planned),
    target: target ?? null,
    data: digests,
    plugins,
    core: coreHash(),
    semantics: SEMANTICS_VERSION,
  });
  return { key, preparation, scenario, algorithm, replication, materials };
}

/** The digest of the texts alone: where they stand says nothing. */
function textsOf(files: ClusterTexts): string {
  return sha256(Object.entries(files).map(([name, { text }]) => [name, text]));
}

function sha256(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inFixedOrder(value)))
    .digest('hex');
}

/** The same data with the keys of every mapping sorted: in which order a scenario file has them says nothing. */
function inFixedOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inFixedOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, inFixedOrder(item)]));
}
