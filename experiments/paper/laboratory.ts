import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Interrupt } from '../../src/cli/interrupt.ts';
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

/** Makes the runs of scenarios, each once: in the store are those of earlier calls. */
export class Laboratory {
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

  /** Paths in scenarios are relative to this folder. */
  get scenarioFolder(): string {
    return join(this.#options.out, 'scenarios');
  }

  static async open(options: LaboratoryOptions): Promise<Laboratory> {
    const { jobs } = options;
    const interrupt = new Interrupt();
    interrupt.listen();
    const workplace = await Workplace.open({ ...(jobs !== undefined && { jobs }) }, interrupt);
    return new Laboratory(options, workplace, interrupt);
  }

  /** The runs of `document`, after those of everything that was asked for before. */
  run(document: ScenarioDocument): Promise<Found> {
    const known = this.#found.get(document.name);
    if (known) return known;
    const found = this.#last.then(() => this.#run(document));
    this.#last = found.catch(() => {});
    this.#found.set(document.name, found);
    return found;
  }

  /** Its file is written so that it can be looked at, and run by itself. */
  async #run(document: ScenarioDocument): Promise<Found> {
    const file = join(this.scenarioFolder, `${document.name}.json`);
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
    if (failed.length > 0) throw new Error(`${document.name}: ${failed[0]!.failure.text}`);
    const { runs, tunings } = resultOf(study);
    return { runs: runs.map(({ result }) => result), tunings };
  }

  async close(): Promise<void> {
    this.#progress.clear();
    await this.#workplace.close();
    this.interrupt.ignore();
  }
}

/** Writes a file of results, and makes its folder. */
export function writeResult(file: string, content: string): void {
  const folder = dirname(file);
  withFile(folder, () => mkdirSync(folder, { recursive: true }));
  writeWhole(file, content);
}
