import { InputError, type Problem } from '../base/errors.ts';
import { filesFromTexts } from '../execution/cluster-texts.ts';
import { orderFor, type RunOrder } from '../execution/run-order.ts';
import type { MachineNames } from '../report/machine-names.ts';
import type { DataFacts, Fingerprint } from '../report/manifest.ts';
import { machineNames, stragglerRemarks } from '../simulation/straggler-files.ts';
import type { PlannedRun } from '../studies/planned-run.ts';
import type { Interrupt } from './interrupt.ts';
import { MaterialsShelf, type OnPhase } from './materials.ts';
import type { ReadScenario } from './read-scenario.ts';
import { searchOf } from './stages.ts';

/** A study with the data of all its points in memory: everything that its runs need. */
export interface StudySource {
  readonly read: ReadScenario;
  /** Everything that was read: the scenario, the plugins, the data. */
  readonly inputs: readonly Fingerprint[];
  /** How data were prepared that are not computed on as they stand in their files. */
  readonly data: readonly DataFacts[];
  /** The objective to reach at the first point; undefined where there is no target. */
  readonly target: number | undefined;
  /** What the stragglers and their files say that has no effect. */
  readonly remarks: readonly Problem[];
  /** Absent where workers stand for no machines with names. */
  readonly machines?: MachineNames;
  readonly orderOf: (planned: PlannedRun) => RunOrder;
}

/**
 * Reads the data of a study, and solves for its optima where the target is given as a gap above them.
 * @throws InputError where the data are not as they should be.
 */
export async function loadSource(
  read: ReadScenario,
  interrupt: Interrupt,
  onPhase: OnPhase,
): Promise<StudySource> {
  const { baseDir, catalogue, design } = read;
  const { points } = design;
  const shelf = new MaterialsShelf({ baseDir, catalogue, interrupt, onPhase });
  for (const { scenario } of points) await shelf.prepare(scenario);
  const inputs = [...read.inputs, ...shelf.inputs];
  if (read.search !== undefined && read.search !== searchOf(design, inputs)) {
    throw new InputError({
      message:
        'the learning rates of --tuned were found for other scenarios or data, or by another version of Laggard',
      hint: 'repeat --stage tune',
    });
  }
  const files = points.map(({ scenario }) =>
    filesFromTexts(scenario, catalogue, shelf.clusterFilesOf(scenario).clusterFiles),
  );
  const machines = machinesOf(points.map(({ scenario }, k) => machineNames(scenario, catalogue, files[k]!)));
  const plugins = read.plugins.map(({ sha256 }) => sha256);
  return {
    read,
    inputs,
    data: shelf.dataFacts,
    target: shelf.targetOf(points[0]!.scenario),
    remarks: points.flatMap(({ scenario }, k) => stragglerRemarks(scenario, catalogue, files[k]!)),
    ...(machines && { machines }),
    orderOf: (planned) => orderFor(planned, shelf.of(planned.scenario), plugins),
  };
}

/** One list where all points have the same; undefined where no machine has a name. */
function machinesOf(
  lists: readonly (readonly (string | undefined)[] | undefined)[],
): MachineNames | undefined {
  if (lists.every((list) => list === undefined)) return undefined;
  const named = lists.map((list = []) => list.map((name) => name ?? null));
  const isSame = named.every((list) => JSON.stringify(list) === JSON.stringify(named[0]));
  return isSame ? named.slice(0, 1) : named;
}
