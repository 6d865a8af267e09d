import { InputError } from '../../base/errors.ts';
import type { Catalogue } from '../../scenarios/catalogue.ts';
import { checkScenario } from '../../scenarios/check-scenario.ts';
import { clusterFilesOf } from '../../simulation/cluster-files.ts';
import { orderFor, type RunOrder } from '../run-order.ts';
import { BadJob } from './bad-job.ts';
import type { RunJob } from './run-job.ts';

/** Problems of a scenario that are told. */
const mostTold = 5;

/**
 * The order of a job, without its data: its scenario passes the checks of the command, and its key is that of its run, so that nothing
 * which is kept from one job to the next can be taken for another's.
 * @throws BadJob
 */
export function checkedRun(job: RunJob, catalogue: Catalogue): RunOrder {
  const { tune: _, ...given } = job.scenario;
  const { scenario, algorithm } = checkedScenario({ ...given, algorithms: [job.algorithm] }, catalogue);
  const { replication, files, clusterFiles, plugins } = job;
  for (const { name } of clusterFilesOf(scenario, catalogue)) {
    if (!Object.hasOwn(clusterFiles, name))
      throw new BadJob('it comes without a file that its cluster names');
  }
  const texts = Object.keys(clusterFiles).length > 0 ? { clusterFiles } : {};
  const materials = { data: undefined, target: job.target ?? undefined, files, ...texts };
  const digests = plugins.map(({ sha256 }) => sha256);
  const order = orderFor({ scenario, algorithm, replication }, materials, digests);
  if (order.key !== job.key) throw new BadJob('its key is not that of its run');
  return order;
}

function checkedScenario(data: object, catalogue: Catalogue) {
  try {
    const { scenario, paths } = checkScenario(data, { catalogue });
    if (paths.length > 0) throw new BadJob('its scenario has a sweep');
    return { scenario, algorithm: scenario.algorithms[0]! };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new BadJob(`its scenario is refused: ${told(error)}`);
  }
}

function told({ problems }: InputError): string {
  const all = new InputError(problems.slice(0, mostTold)).message.replaceAll('\n', '; ');
  return problems.length > mostTold ? `${all}; and ${problems.length - mostTold} more` : all;
}
