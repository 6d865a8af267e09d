import type { Fingerprint } from '../report/manifest.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { type Prepared, prepare } from '../simulation/index.ts';
import { type PlannedRun, preparationKeyOf } from '../studies/planned-run.ts';
import { targetAbove } from '../studies/target.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { Interrupt } from './interrupt.ts';
import { loadData } from './load-data.ts';
import type { ReadScenario } from './read-scenario.ts';
import { optimumOf } from './solve.ts';

/** A study with the data of all its points in memory: all that its runs need. */
export interface StudySource {
  readonly read: ReadScenario;
  /** Everything that was read: the scenario, the plugins, the data. */
  readonly inputs: readonly Fingerprint[];
  /** The objective to reach at the first point; undefined where there is no target. */
  readonly target: number | undefined;
  /** What the runs of a scenario are made from. */
  readonly materialsOf: (scenario: Scenario) => Materials;
}

/** The data of a scenario, undefined with `model: none`, and the objective to reach, undefined where there is no target. */
interface Materials {
  readonly data: SplitData | undefined;
  readonly target: number | undefined;
}

/** Told what is being done before the first run. */
export type OnPhase = (text: string) => void;

/**
 * Reads the data of the points of a study, and solves for their optima where the target is given as a gap above them.
 * @throws InputError where the data are not as they should be.
 */
export async function loadSource(
  read: ReadScenario,
  interrupt: Interrupt,
  onPhase: OnPhase,
): Promise<StudySource> {
  onPhase('reading the data');
  const { dataOf, inputs } = await readAllData(read, interrupt);
  const targets = new Map<string, number | undefined>();
  for (const { scenario } of read.design.points) {
    const key = targetKeyOf(scenario);
    if (targets.has(key)) continue;
    targets.set(key, await targetFor(scenario, read, dataOf(scenario), interrupt, onPhase));
  }
  const materialsOf = (scenario: Scenario) => ({
    data: dataOf(scenario),
    target: targets.get(targetKeyOf(scenario)),
  });
  const { target } = materialsOf(read.design.points[0]!.scenario);
  return { read, inputs: [...read.inputs, ...inputs], target, materialsOf };
}

/** The data of all points of a study, each read once, and the files that they came from. */
export async function readAllData(
  { design, ...rest }: ReadScenario,
  interrupt: Interrupt,
): Promise<{
  dataOf: (scenario: Scenario) => SplitData | undefined;
  inputs: readonly Fingerprint[];
}> {
  const read = new Map<string, Awaited<ReturnType<typeof readData>>>();
  for (const { scenario } of design.points) {
    const key = dataKeyOf(scenario);
    if (!read.has(key)) read.set(key, await readData({ ...rest, scenario }, interrupt));
  }
  const files = [...read.values()].flatMap(({ inputs }) => inputs);
  return {
    dataOf: (scenario) => read.get(dataKeyOf(scenario))!.data,
    inputs: [...new Map(files.map((file) => [file.path, file])).values()],
  };
}

function dataKeyOf({ workload, seed }: Scenario): string {
  return 'data' in workload ? JSON.stringify([workload.data, seed]) : '';
}

function targetKeyOf(scenario: Scenario): string {
  const { objective, gap } = scenario.stop;
  if (gap === undefined || !('l2' in scenario.workload)) return JSON.stringify([objective ?? null]);
  const { model, l2, intercept } = scenario.workload;
  return JSON.stringify([dataKeyOf(scenario), model, l2, intercept, gap]);
}

async function targetFor(
  scenario: Scenario,
  { catalogue }: ReadScenario,
  data: SplitData | undefined,
  interrupt: Interrupt,
  onPhase: OnPhase,
): Promise<number | undefined> {
  const { objective, gap } = scenario.stop;
  if (gap === undefined || !data) return objective;
  const optimum = await optimumOf(scenario, catalogue, data, interrupt, ({ iterations }) =>
    onPhase(`solving for the optimum, step ${iterations}`),
  );
  return targetAbove(optimum, gap);
}

/** The data of a scenario and the files they came from; none with `model: none`. */
export async function readData(
  { scenario, baseDir, catalogue }: Pick<ReadScenario, 'scenario' | 'baseDir' | 'catalogue'>,
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
  { read, materialsOf }: Pick<StudySource, 'read' | 'materialsOf'>,
  interrupt: Interrupt,
  onPrepared: (prepared: Prepared) => void,
): (planned: PlannedRun) => Prepared {
  const made = new Map<string, Prepared>();
  return (planned) => {
    const key = preparationKeyOf(planned);
    let prepared = made.get(key);
    if (!prepared) {
      const { scenario, replication } = planned;
      const { data, target } = materialsOf(scenario);
      const options = { catalogue: read.catalogue, target };
      prepared = interrupt.whileBlocking(() => prepare(scenario, data, replication, options));
      made.set(key, prepared);
      onPrepared(prepared);
    }
    return prepared;
  };
}
