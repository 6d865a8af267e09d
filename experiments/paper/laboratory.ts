import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../../src/base/errors.ts';
import { Interrupt, Interrupted } from '../../src/cli/interrupt.ts';
import { ProgressBar } from '../../src/cli/progress-bar.ts';
import { readScenario } from '../../src/cli/read-scenario.ts';
import { loadSource } from '../../src/cli/study-source.ts';
import { Workplace } from '../../src/cli/workplace.ts';
import { conductStudy } from '../../src/execution/conduct-study.ts';
import { withFile } from '../../src/files/file-problem.ts';
import { writeWhole } from '../../src/files/write-whole.ts';
import type { RunOutcome } from '../../src/simulation/index.ts';
import { resultOf, startStudy } from '../../src/studies/study.ts';
import type { Tuning } from '../../src/studies/tuning/tuning.ts';
import type { ScenarioDocument } from './documents.ts';

/** What a scenario has come to: its runs in the order of algorithms and replications, and how rates were found. */
export interface Found {
  readonly runs: readonly RunOutcome[];
  readonly tunings: readonly Tuning[];
}

export interface LaboratoryOptions {
  /** Scenario files go to a folder of this one. */
  readonly out: string;
  readonly jobs: string | undefined;
  readonly fresh: boolean;
}

/** What figures have their runs made by. */
export interface Runs {
  /** Paths in scenarios are relative to this folder. */
  readonly scenarioFolder: string;
  /** The runs of `document`, after those of everything that was asked for before. Of one name there is one document. */
  run(document: ScenarioDocument): Promise<Found>;
  /** With names of its own, whose files go to a folder. */
  within(folder: string): Runs;
}

/** Makes the runs of scenarios, each once: in the store are those of earlier calls. */
export class Laboratory implements Runs {
  readonly interrupt: Interrupt;
  readonly #options: LaboratoryOptions;
  readonly #workplace: Workplace;
  readonly #progress = new ProgressBar({ hidden: false });
  readonly #found = new Map<string, Promise<Found>>();
  #last: Promise<unknown> = Promise.resolve();

  private constructor(options: LaboratoryOptions, workplace: Workplace, interrupt: Interrupt) {
    this.#options = options;
    this.#workplace = workplace;
    this.interrupt = interrupt;
  }

  get scenarioFolder(): string {
    return join(this.#options.out, 'scenarios');
  }

  within(folder: string): Runs {
    return {
      scenarioFolder: join(this.scenarioFolder, folder),
      run: (document) => this.#runOnce(`${folder}/${document.name}`, document),
      within: (inner) => this.within(`${folder}/${inner}`),
    };
  }

  /** Open for as long as `work` is under way. */
  static async use(
    options: LaboratoryOptions,
    work: (laboratory: Laboratory) => Promise<void>,
  ): Promise<void> {
    const { jobs } = options;
    const interrupt = new Interrupt();
    interrupt.listen();
    const workplace = await Workplace.open({ ...(jobs !== undefined && { jobs }) }, interrupt);
    const laboratory = new Laboratory(options, workplace, interrupt);
    try {
      await work(laboratory);
    } finally {
      await laboratory.#close();
    }
  }

  run(document: ScenarioDocument): Promise<Found> {
    return this.#runOnce(document.name, document);
  }

  #runOnce(name: string, document: ScenarioDocument): Promise<Found> {
    const known = this.#found.get(name);
    if (known) return known;
    const found = this.#last.then(() => this.#run(name, document));
    this.#last = found.catch(() => {});
    this.#found.set(name, found);
    return found;
  }

  /** Its file is written so that it can be looked at, and run by itself. */
  async #run(name: string, document: ScenarioDocument): Promise<Found> {
    const file = join(this.scenarioFolder, `${name}.json`);
    writeResult(file, `${JSON.stringify(document, undefined, 2)}\n`);
    const read = await readScenario(file, {});
    const source = await loadSource(read, this.interrupt, (text) => this.#progress.phase(text));
    const { study, failed } = await conductStudy(startStudy(read.design), {
      store: this.#workplace.store,
      fresh: this.#options.fresh,
      stop: this.interrupt,
      orderOf: source.orderOf,
      executor: (listener) => this.#workplace.executor(source, listener),
      onStatus: (status) => this.#progress.update(status),
    });
    this.#progress.clear();
    if (failed.length > 0) throw new Error(`${name}: ${failed[0]!.failure.text}`);
    const { runs, tunings } = resultOf(study);
    return { runs: runs.map(({ result }) => result), tunings };
  }

  async #close(): Promise<void> {
    this.#progress.clear();
    await this.#workplace.close();
    this.interrupt.ignore();
  }
}

/** How `work` ended, as an exit code; what went wrong has been said. */
export async function exitCodeOf(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      console.error('interrupted; finished runs are kept, the same command goes on');
      return 130;
    }
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** Writes a file of results, and makes its folder. */
export function writeResult(file: string, content: string): void {
  const folder = dirname(file);
  withFile(folder, () => mkdirSync(folder, { recursive: true }));
  writeWhole(file, content);
}
