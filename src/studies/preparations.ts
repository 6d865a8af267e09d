import type { Problem } from '../base/errors.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { clusterFilesInMemory } from '../simulation/cluster-files.ts';
import { dataInMemory, type FileContents } from '../simulation/data-in-memory.ts';
import { type Prepared, prepare } from '../simulation/index.ts';
import type { SplitData } from '../workloads/data-set.ts';
import { type Optimum, optimumSteps } from '../workloads/optimum.ts';
import { type PlannedRun, preparationKeyOf, type StudyPoint } from './planned-run.ts';
import { targetAbove } from './target.ts';

/** The examples, where a scenario does not make them up, and what else it reads. */
export interface GivenData {
  /** As they are. */
  readonly data?: SplitData | undefined;
  /** Contents of the files that the scenario names: its data, unless they are given, profiles of speeds, traces. */
  readonly files?: FileContents;
}

/** What the runs of one point have in common before any chance is drawn. */
interface PointSource {
  readonly data: SplitData | undefined;
  /** Where the target is a gap above it. */
  readonly optimum: Optimum | undefined;
}

/** Machines, stragglers and data of the runs of a study, each made once for all runs that share them. */
export class Preparations {
  /** What is odd about the scenario on its data, as far as it is known by now. */
  readonly warnings: Problem[] = [];
  readonly #catalogue: Catalogue;
  readonly #given: GivenData;
  readonly #sources = new Map<number, PointSource>();
  readonly #prepared = new Map<string, Prepared>();

  constructor(catalogue: Catalogue, given: GivenData) {
    this.#catalogue = catalogue;
    this.#given = given;
  }

  /** Prepares a run; each `yield` is a step of solving for the optimum. @throws InputError where the data do not suit the scenario. */
  *stepsFor(planned: PlannedRun): Generator<undefined, Prepared, unknown> {
    const key = preparationKeyOf(planned);
    const made = this.#prepared.get(key);
    if (made) return made;
    const { scenario, point, replication } = planned;
    const { data, optimum } = yield* this.#sourceOf(point);
    const { gap, objective } = scenario.stop;
    const target = optimum && gap !== undefined ? targetAbove(optimum, gap) : objective;
    const files = clusterFilesInMemory(scenario, this.#catalogue, this.#given.files ?? {});
    const prepared = prepare(scenario, data, replication, { catalogue: this.#catalogue, target, files });
    this.#prepared.set(key, prepared);
    this.warnings.push(...prepared.warnings);
    return prepared;
  }

  *#sourceOf({ index, scenario }: StudyPoint): Generator<undefined, PointSource, unknown> {
    const made = this.#sources.get(index);
    if (made) return made;
    const data = this.#dataOf(scenario);
    const source = { data, optimum: yield* this.#optimumOf(scenario, data) };
    this.#sources.set(index, source);
    return source;
  }

  #dataOf({ workload, seed }: Scenario): SplitData | undefined {
    if (!('data' in workload)) return undefined;
    const { data, files = {} } = this.#given;
    return data ?? dataInMemory(workload.data, { seed, catalogue: this.#catalogue }, files);
  }

  *#optimumOf(
    { workload, stop }: Scenario,
    data: SplitData | undefined,
  ): Generator<undefined, Optimum | undefined, unknown> {
    if (stop.gap === undefined || !data || !('data' in workload)) return undefined;
    const steps = optimumSteps(workload, data.train, {}, this.#catalogue.models);
    let step = steps.next();
    while (!step.done) {
      yield;
      step = steps.next();
    }
    return step.value;
  }
}
