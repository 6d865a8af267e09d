import type { Problem } from '../base/errors.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import { type Observer, type Prepared, prepare, type RunOptions, TrainingRun } from '../simulation/index.ts';
import { limitsOf } from '../studies/goal.ts';
import { filesFromTexts } from './cluster-texts.ts';
import type { RunOrder } from './run-order.ts';

/** Starts runs. What the last one was prepared from is kept: the next often shares it. */
export class RunMaker {
  readonly #catalogue: Catalogue;
  readonly #warn: (problems: readonly Problem[]) => void;
  readonly #whileBlocking: RunOptions['whileBlocking'];
  #preparation: string | undefined;
  #prepared: Prepared | undefined;

  /** `warn` is told what the user should know of each preparation, `whileBlocking` of work that may take seconds. */
  constructor(
    catalogue: Catalogue,
    warn: (problems: readonly Problem[]) => void,
    whileBlocking?: RunOptions['whileBlocking'],
  ) {
    this.#catalogue = catalogue;
    this.#warn = warn;
    this.#whileBlocking = whileBlocking;
  }

  /**
   * A run that has not begun.
   * @throws InputError when the data do not suit the scenario.
   */
  start(order: RunOrder): TrainingRun {
    return new TrainingRun(this.preparedFor(order), order.algorithm, {
      catalogue: this.#catalogue,
      ...(this.#whileBlocking && { whileBlocking: this.#whileBlocking }),
    });
  }

  /**
   * A run that was made before, to be looked at once more until it ends after `time` nanoseconds: its clockwork alone, whose every event
   * comes as it came.
   */
  replay(order: RunOrder, time: number, observer: Observer): TrainingRun {
    const prepared = this.preparedFor(order);
    const stop = { ...limitsOf(prepared.scenario), maxTime: time / 1e9 };
    const scenario = { ...prepared.scenario, stop };
    const options = { catalogue: this.#catalogue, observers: [observer], isTimedOnly: true };
    return new TrainingRun({ ...prepared, scenario, target: undefined }, order.algorithm, options);
  }

  /**
   * What a run is made from.
   * @throws InputError when the data do not suit the scenario.
   */
  preparedFor({ preparation, scenario, replication, materials }: RunOrder): Prepared {
    if (this.#prepared && this.#preparation === preparation) return this.#prepared;
    this.#prepared = undefined; // two need not fit into memory
    const { data, target, clusterFiles } = materials;
    const catalogue = this.#catalogue;
    const files = filesFromTexts(scenario, catalogue, clusterFiles);
    const options = { catalogue, files, ...(target === undefined ? {} : { target }) };
    this.#prepared = prepare(scenario, data, replication, options);
    this.#preparation = preparation;
    this.#warn(this.#prepared.warnings);
    return this.#prepared;
  }
}
