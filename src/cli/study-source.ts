import { InputError } from '../base/errors.ts';
import type { Fingerprint } from '../report/manifest.ts';
import { type Prepared, prepare } from '../simulation/index.ts';
import { type PlannedRun, preparationKeyOf } from '../studies/planned-run.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { Interrupt } from './interrupt.ts';
import { loadData } from './load-data.ts';
import type { ReadScenario } from './read-scenario.ts';
import { optimumOf } from './solve.ts';

/** A scenario with its data in memory: all that its runs need. */
export interface StudySource {
  readonly read: ReadScenario;
  /** Undefined with `model: none`. */
  readonly data: SplitData | undefined;
  /** Everything that was read: the scenario, the plugins, the data. */
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
  const { data, inputs: dataFiles } = await readData(read, interrupt);
  const inputs = [...read.inputs, ...dataFiles];
  const { objective, gap } = read.scenario.stop;
  if (gap === undefined || !data) return { read, data, inputs, target: objective };
  const optimum = await optimumOf(read.scenario, data, interrupt, ({ iterations }) =>
    onPhase(`solving for the optimum, step ${iterations}`),
  );
  if (!optimum.attained) {
    throw new InputError({
      path: 'stop.gap',
      message: `the optimum is not known: ${optimum.reason}`,
      hint: 'give stop.objective',
    });
  }
  return { read, data, inputs, target: optimum.objective * (1 + gap) };
}

/** The data of a scenario and the files they came from; none with `model: none`. */
export async function readData(
  { scenario, baseDir }: ReadScenario,
  interrupt: Interrupt,
): Promise<{ data: SplitData | undefined; inputs: readonly Fingerprint[] }> {
  const { workload, seed } = scenario;
  if (!('data' in workload)) return { data: undefined, inputs: [] };
  const load = () => loadData(workload.data, { baseDir, seed });
  // Files are read in pieces, between which signals are heard; examples are made up in one go.
  return 'synthetic' in workload.data ? interrupt.whileBlocking(load) : interrupt.orStop(load());
}

/**
 * A function that gives a planned run its machines, stragglers and data, prepared once for all runs that share them.
 * `onPrepared` is told of each preparation when it is made.
 */
export function prepareRuns(
  { read, data, target }: StudySource,
  interrupt: Interrupt,
  onPrepared: (prepared: Prepared) => void,
): (planned: PlannedRun) => Prepared {
  const options = { catalogue: read.catalogue, ...(target === undefined ? {} : { target }) };
  const made = new Map<string, Prepared>();
  return (planned) => {
    const key = preparationKeyOf(planned);
    let prepared = made.get(key);
    if (!prepared) {
      const { scenario, replication } = planned;
      prepared = interrupt.whileBlocking(() => prepare(scenario, data, replication, options));
      made.set(key, prepared);
      onPrepared(prepared);
    }
    return prepared;
  };
}
