import type { AlgorithmSpec, Scenario } from '../../scenarios/scenario.ts';
import type { ClusterTexts } from '../cluster-texts.ts';
import type { MaterialFile, RunOrder } from '../run-order.ts';

/** The queue that studies and workers share. */
export const QUEUE = 'laggard';

/** A run as it is sent to a worker: plain data. Files are named by what is in them, wherever the worker has them. */
export interface RunJob {
  /** The hash of the code that has to make the run. */
  readonly core: string;
  readonly key: string;
  readonly preparation: string;
  readonly scenario: Scenario;
  readonly algorithm: AlgorithmSpec;
  readonly replication: number;
  readonly target: number | null;
  readonly files: readonly MaterialFile[];
  readonly plugins: readonly MaterialFile[];
  /** The texts of the files that the cluster names, by their names. */
  readonly clusterFiles: ClusterTexts;
}

/** The job for an order. */
export function jobFor(order: RunOrder, core: string, plugins: readonly MaterialFile[]): RunJob {
  const { key, preparation, scenario, algorithm, replication, materials } = order;
  const { target = null, files, clusterFiles = {} } = materials;
  return { core, key, preparation, scenario, algorithm, replication, target, files, plugins, clusterFiles };
}

/** How the message begins with which a worker refuses a job that others may be able to do. */
const REFUSAL = 'refused: ';

/** A worker cannot make this run: it has other code, or not the data. */
export class Refusal extends Error {
  constructor(reason: string) {
    super(`${REFUSAL}${reason}`);
  }
}

/** Why a worker has refused a job, going by the message of the error; undefined for any other error. */
export function refusalIn(message: string): string | undefined {
  return message.startsWith(REFUSAL) ? message.slice(REFUSAL.length) : undefined;
}
