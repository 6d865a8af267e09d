import type { InputFiles } from '../base/input-files.ts';
import type { Fingerprint } from '../report/manifest.ts';
import { type Prepared, prepare } from '../simulation/index.ts';
import type { PlannedRun } from '../studies/plan.ts';
import { targetAbove } from '../studies/target.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { Interrupt } from './interrupt.ts';
import { loadData } from './load-data.ts';
import { loadFiles } from './load-files.ts';
import type { ReadScenario } from './read-scenario.ts';
import { optimumOf } from './solve.ts';

/** A scenario with its data in memory: all that its runs need. */
export interface StudySource {
  readonly read: ReadScenario;
  /** Undefined with `model: none`. */
  readonly data: SplitData | undefined;
  /** What stands in the files that the cluster names. */
  readonly files: InputFiles;
  /** Everything that was read: the scenario, the plugins, the data, the files of the cluster. */
  readonly inputs: readonly Fingerprint[];
  /** The objective to reach; undefined where the scenario has no target. */
  readonly target: number | undefined;
}

/** Told what is being done before the first run. */
export type OnPhase = (text: string) => void;

/**
 * Reads the data of a scenario, and solves for its optimum where the target is given as a gap above it.
 * @throws InputError where the data are not as they should be.
 */
export async function loadSource(
  read: ReadScenario,
  interrupt: Interrupt,
  onPhase: OnPhase,
): Promise<StudySource> {
  onPhase('reading the data');
  const { data, files, inputs: readFiles } = await readInputs(read, interrupt);
  const inputs = [...read.inputs, ...readFiles];
  const { objective, gap } = read.scenario.stop;
  if (gap === undefined || !data) return { read, data, files, inputs, target: objective };
  const optimum = await optimumOf(read.scenario, read.catalogue, data, interrupt, ({ iterations }) =>
    onPhase(`solving for the optimum, step ${iterations}`),
  );
  return { read, data, files, inputs, target: targetAbove(optimum, gap) };
}

/** Everything that a scenario reads beside itself: its data, and the files that its cluster names. */
export async function readInputs(
  read: ReadScenario,
  interrupt: Interrupt,
): Promise<Pick<StudySource, 'data' | 'files' | 'inputs'>> {
  const { files, inputs } = await interrupt.orStop(loadFiles(read));
  const { data, inputs: dataFiles } = await readData(read, interrupt);
  return { data, files, inputs: [...dataFiles, ...inputs] };
}

/** The data of a scenario and the files they came from; none with `model: none`. */
export async function readData(
  { scenario, baseDir, catalogue }: ReadScenario,
  interrupt: Interrupt,
): Promise<{ data: SplitData | undefined; inputs: readonly Fingerprint[] }> {
  const { workload, seed } = scenario;
  if (!('data' in workload)) return { data: undefined, inputs: [] };
  const load = () => loadData(workload.data, { baseDir, seed, catalogue });
  // Files are read in pieces, between which signals are heard; examples are made up in one go.
  return 'synthetic' in workload.data ? interrupt.whileBlocking(load) : interrupt.orStop(load());
}

/**
 * A function that gives a planned run its machines, stragglers and data, prepared once for all runs that share them.
 * `onPrepared` is told of each preparation when it is made.
 */
export function prepareRuns(
  { read, data, files, target }: StudySource,
  interrupt: Interrupt,
  onPrepared: (prepared: Prepared) => void,
): (planned: PlannedRun) => Prepared {
  const options = { catalogue: read.catalogue, files, ...(target === undefined ? {} : { target }) };
  const made = new Map<string, Prepared>();
  return ({ point, replication }) => {
    const key = `${point.index}/${replication}`;
    let prepared = made.get(key);
    if (!prepared) {
      prepared = interrupt.whileBlocking(() => prepare(point.scenario, data, replication, options));
      made.set(key, prepared);
      onPrepared(prepared);
    }
    return prepared;
  };
}
