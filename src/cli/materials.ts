import { assert } from '../base/assert.ts';
import type { MaterialFile, Materials } from '../execution/run-order.ts';
import { shared } from '../execution/shared-data.ts';
import { dataFacts } from '../files/data-facts.ts';
import { filesFrom, type LoadedData, loadData } from '../files/load-data.ts';
import { type ReadText, readClusterFile } from '../files/load-files.ts';
import type { DataFacts, Fingerprint } from '../report/manifest.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { Scenario, WorkloadSpec } from '../scenarios/scenario.ts';
import { clusterFilesOf } from '../simulation/cluster-files.ts';
import { targetAbove } from '../studies/target.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { Optimum } from '../workloads/optimum-result.ts';
import type { Interrupt } from './interrupt.ts';
import { optimumOf } from './solve.ts';

/** Told what is being done before the first run. */
export type OnPhase = (text: string) => void;

/** How materials are loaded. */
export interface MaterialsContext {
  /** Paths in the scenarios are relative to this folder. */
  readonly baseDir: string;
  readonly catalogue: Catalogue;
  readonly interrupt: Interrupt;
  readonly onPhase: OnPhase;
}

/** Data in memory that threads can share, and their files. */
interface Loaded {
  readonly data: SplitData;
  readonly facts: DataFacts | undefined;
  readonly files: readonly MaterialFile[];
  readonly inputs: readonly Fingerprint[];
}

/** The data and the targets of the scenarios of a study, each loaded and solved for once, however many points of a sweep share it. */
export class MaterialsShelf {
  readonly #context: MaterialsContext;
  readonly #loaded = new Map<string, Loaded>();
  /** By the names that scenarios give them. */
  readonly #clusterFiles = new Map<string, ReadText>();
  readonly #optima = new Map<string, Optimum>();

  constructor(context: MaterialsContext) {
    this.#context = context;
  }

  /** Every file that was read, once. */
  get inputs(): readonly Fingerprint[] {
    const data = [...this.#loaded.values()].flatMap(({ inputs }) => inputs);
    const all = [...data, ...[...this.#clusterFiles.values()].map(({ fingerprint }) => fingerprint)];
    return [...new Map(all.map((input) => [input.path, input])).values()];
  }

  /** How data were prepared, once for each set that was. */
  get dataFacts(): readonly DataFacts[] {
    const all = [...this.#loaded.values()].flatMap(({ facts }) => facts ?? []);
    return [...new Map(all.map((facts) => [JSON.stringify(facts), facts])).values()];
  }

  /**
   * Reads or makes the data of a scenario and reads what its cluster names, unless they are there.
   * @throws InputError where they are not as they should be.
   */
  async load(scenario: Scenario): Promise<SplitData | undefined> {
    const { workload, seed } = scenario;
    await this.#readClusterFiles(scenario);
    if (!('data' in workload)) return undefined;
    const key = dataKeyOf(scenario);
    const loaded = this.#loaded.get(key) ?? (await this.#read(workload, seed));
    this.#loaded.set(key, loaded);
    return loaded.data;
  }

  /** Loads a scenario's data, and solves for its optimum where its target is a gap above it. */
  async prepare(scenario: Scenario): Promise<void> {
    const data = await this.load(scenario);
    if (!data || scenario.stop.gap === undefined) return;
    const key = optimumKeyOf(scenario);
    if (!this.#optima.has(key)) this.#optima.set(key, await this.#solve(scenario, data));
    this.targetOf(scenario);
  }

  /** What the runs of a scenario are made from, once it has been prepared. */
  of(scenario: Scenario): Materials {
    const clusterFiles = this.clusterFilesOf(scenario);
    if (!('data' in scenario.workload))
      return { data: undefined, target: undefined, files: [], ...clusterFiles };
    const loaded = this.#loaded.get(dataKeyOf(scenario));
    assert(loaded !== undefined, 'a scenario whose data were not loaded');
    return { data: loaded.data, files: loaded.files, target: this.targetOf(scenario), ...clusterFiles };
  }

  /** The texts of the files that the cluster of a scenario names, once it has been loaded; nothing where it names none. */
  clusterFilesOf(scenario: Scenario): Pick<Materials, 'clusterFiles'> {
    const named = clusterFilesOf(scenario, this.#context.catalogue);
    if (named.length === 0) return {};
    const texts = named.map(({ name }) => {
      const { text, fingerprint } = this.#clusterFiles.get(name)!;
      return [name, { text, shown: fingerprint.path }] as const;
    });
    return { clusterFiles: Object.fromEntries(texts) };
  }

  /**
   * The objective to reach; undefined where the scenario has no target.
   * @throws InputError where the optimum has not been found.
   */
  targetOf(scenario: Scenario): number | undefined {
    const { gap, objective } = scenario.stop;
    if (gap === undefined) return objective;
    const optimum = this.#optima.get(optimumKeyOf(scenario));
    assert(optimum !== undefined, 'a scenario whose optimum was not solved for');
    return targetAbove(optimum, gap);
  }

  async #readClusterFiles(scenario: Scenario): Promise<void> {
    const { baseDir, catalogue, interrupt } = this.#context;
    const find = filesFrom(baseDir);
    for (const file of clusterFilesOf(scenario, catalogue)) {
      if (this.#clusterFiles.has(file.name)) continue;
      this.#clusterFiles.set(file.name, await interrupt.orStop(readClusterFile(file, find(file.name))));
    }
  }

  async #read({ data: spec }: WorkloadSpec, seed: number): Promise<Loaded> {
    const { baseDir, catalogue, interrupt, onPhase } = this.#context;
    onPhase('reading the data');
    const find = filesFrom(baseDir);
    const names = new Map<string, string>();
    const load = () =>
      loadData(spec, {
        seed,
        catalogue,
        find: (name) => {
          const file = find(name);
          names.set(file.shown, name);
          return file;
        },
      });
    // Files are read in pieces, between which signals are heard; examples are made up in one go.
    const { data, inputs }: LoadedData = await ('synthetic' in spec
      ? interrupt.whileBlocking(load)
      : interrupt.orStop(load()));
    const files = inputs.map(({ path, sha256, bytes }) => ({ name: names.get(path) ?? path, sha256, bytes }));
    const facts = data.preparation && dataFacts(data.preparation);
    return { data: shared(data), facts, files, inputs };
  }

  #solve(scenario: Scenario, data: SplitData): Promise<Optimum> {
    const { catalogue, interrupt, onPhase } = this.#context;
    return optimumOf(scenario, catalogue, data, interrupt, ({ iterations }) =>
      onPhase(`solving for the optimum, step ${iterations}`),
    );
  }
}

/** Scenarios with equal keys have the same data: chance enters where examples are made up or held out. */
function dataKeyOf({ workload, seed }: Scenario): string {
  assert('data' in workload, 'the data of a scenario without');
  const isDrawn = 'synthetic' in workload.data || typeof workload.data.test === 'number';
  return JSON.stringify([workload.data, isDrawn ? seed : null]);
}

function optimumKeyOf(scenario: Scenario): string {
  const { workload } = scenario;
  assert('data' in workload, 'the optimum of a scenario without data');
  return JSON.stringify([dataKeyOf(scenario), workload.model, workload.l2, workload.intercept]);
}
