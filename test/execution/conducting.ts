import { type ConductContext, conductStudy } from '../../src/execution/conduct-study.ts';
import type { Executor, ExecutorListener } from '../../src/execution/executor.ts';
import { InProcess } from '../../src/execution/in-process.ts';
import { type Materials, orderFor } from '../../src/execution/run-order.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { shared } from '../../src/execution/shared-data.ts';
import type { StopRequest } from '../../src/execution/stop-request.ts';
import { filesFrom, loadData } from '../../src/files/load-data.ts';
import { resultFiles } from '../../src/report/result-files.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { resultOf, type StudyState, startStudy } from '../../src/studies/study.ts';
import { designFor } from '../report/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Nobody ever asks to stop. */
export const never: StopRequest = {
  check: () => {},
  orStop: (work) => work,
  whileBlocking: (work) => work(),
};

/** The data of a scenario, in shared memory. */
export async function materialsOf({ workload, seed }: Scenario): Promise<Materials> {
  if (!('data' in workload)) return { data: undefined, target: undefined, files: [] };
  const { data, inputs } = await loadData(workload.data, {
    find: filesFrom('.'),
    seed,
    catalogue: builtinCatalogue,
  });
  const files = inputs.map(({ path, sha256, bytes }) => ({ name: path, sha256, bytes }));
  return { data: shared(data), target: undefined, files };
}

/** Conducts the study of a scenario on whatever `executor` gives, with a store of its own unless it is given one. */
export async function conducted(
  scenario: Scenario,
  executor: (store: RunStore, listener: ExecutorListener) => Executor,
  rest: Partial<ConductContext> = {},
) {
  const store = rest.store ?? new RunStore(temporaryFolder());
  const materials = await materialsOf(scenario);
  return conductStudy(startStudy(designFor(scenario)), {
    store,
    fresh: false,
    stop: never,
    orderOf: (planned) => orderFor(planned, materials, []),
    executor: (listener) => executor(store, listener),
    ...rest,
  });
}

/** One run after another, in this process. */
export function here(store: RunStore, listener: ExecutorListener): Executor {
  return new InProcess({ catalogue: builtinCatalogue, store, stop: never }, listener);
}

/** The tables of a study, by name: what must be the same byte for byte, wherever its runs were made. */
export function tablesOf(study: StudyState): Record<string, string> {
  const host = { node: '', platform: '', architecture: '', processors: 1, wallSeconds: 0 };
  const facts = { version: '', command: '', inputs: [], target: undefined };
  const files = resultFiles(resultOf(study), facts, host);
  return Object.fromEntries(files.map(({ name, pieces }) => [name, [...pieces()].join('')]));
}
