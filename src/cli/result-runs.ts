import { InputError, type Problem } from '../base/errors.ts';
import { RunMaker } from '../execution/run-maker.ts';
import type { RunOrder } from '../execution/run-order.ts';
import type { MakeRun } from '../explanation/twin-runs.ts';
import { naming } from '../files/file-problem.ts';
import { csvCell } from '../report/csv.ts';
import type { TableRow } from '../report/figures.ts';
import { cellText, pointLabel } from '../report/point-labels.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import { TrainingRun } from '../simulation/index.ts';
import type { PlannedRun, StudyPoint } from '../studies/planned-run.ts';
import { tuningOf, withRate } from '../studies/tuning/tuning-plan.ts';
import type { Interrupt } from './interrupt.ts';
import type { OnPhase } from './materials.ts';
import type { ReadResult } from './read-result.ts';
import { loadSource, type StudySource } from './study-source.ts';

/** An algorithm at a point of a result. */
export interface Subject {
  readonly label: string;
  readonly point: StudyPoint;
  /** The point in words; empty without a sweep. */
  readonly where: string;
}

/** What the catalogue of plugins was made from. */
interface Given {
  readonly catalogue: Catalogue;
  readonly plugins: Parameters<typeof loadSource>[0]['plugins'];
}

/** Every algorithm at every point of a result. */
export function subjectsOf({ design: { points, paths } }: ReadResult): readonly Subject[] {
  return points.flatMap((point) =>
    point.scenario.algorithms.map(({ label }) => ({ label, point, where: pointLabel(paths, point) })),
  );
}

/** The rows of a table that are about a subject. */
export function rowsOf(
  rows: readonly TableRow[],
  { label, point }: Subject,
  paths: readonly string[],
): readonly TableRow[] {
  const isHere = (row: TableRow) =>
    paths.every((path, k) => row[path] === cellText(csvCell(point.values[k])));
  return rows.filter((row) => row.algorithm === label && isHere(row));
}

/** The runs of a result, to be made again as its manifest says. */
export class ResultRuns {
  readonly #result: ReadResult;
  readonly #catalogue: Catalogue;
  readonly #source: StudySource;
  readonly #maker: RunMaker;
  readonly #interrupt: Interrupt;

  private constructor(result: ReadResult, { catalogue }: Given, source: StudySource, interrupt: Interrupt) {
    this.#result = result;
    this.#catalogue = catalogue;
    this.#source = source;
    this.#interrupt = interrupt;
    this.#maker = new RunMaker(catalogue, () => {});
  }

  /** Loads the data. @throws InputError where they are not there or not as they should be. */
  static async load(
    result: ReadResult,
    given: Given,
    interrupt: Interrupt,
    onPhase: OnPhase,
  ): Promise<ResultRuns> {
    const { path, design, baseDir } = result;
    const { scenario } = design;
    const read = { file: path, baseDir, scenario, design, ...given, warnings: [], inputs: [], locate: same };
    try {
      return new ResultRuns(result, given, await loadSource(read, interrupt, onPhase), interrupt);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const hint =
        '--base names the folder that paths are relative to, --no-rerun looks at the figures alone';
      throw naming(path, new InputError(error.problems.map((problem) => ({ hint, ...problem }))));
    }
  }

  /** Data that are not what they were when the result was made. */
  get changedInputs(): readonly string[] {
    const known = new Set(this.#result.manifest.inputs.map(({ sha256 }) => sha256));
    return this.#source.inputs.filter(({ sha256 }) => !known.has(sha256)).map(({ path }) => path);
  }

  /** The order for the run of a subject; undefined where its learning rate has not been found yet. */
  orderOf({ label, point }: Subject, replication: number): RunOrder | undefined {
    const { scenario } = point;
    const algorithm = scenario.algorithms.find((one) => one.label === label)!;
    const rate = this.#rateOf(label, point);
    if (rate === undefined && tuningOf(scenario, algorithm)) return undefined;
    const planned: PlannedRun = {
      index: 0,
      purpose: 'compare',
      point,
      scenario,
      algorithm: withRate(algorithm, rate),
      replication,
    };
    return this.#source.orderOf(planned);
  }

  /** Makes the run of an order. */
  makerOf(order: RunOrder): MakeRun {
    const prepared = this.#interrupt.whileBlocking(() => this.#maker.preparedFor(order));
    return (observer) =>
      new TrainingRun(prepared, order.algorithm, { catalogue: this.#catalogue, observers: [observer] });
  }

  #rateOf(label: string, { values }: StudyPoint): number | undefined {
    const { design, manifest } = this.#result;
    const here = ({ at = {} }: (typeof manifest.learningRates)[number]) =>
      design.paths.every((path, k) => at[path] === values[k]);
    return manifest.learningRates.find((rate) => rate.algorithm === label && here(rate))?.learningRate;
  }
}

function same(problem: Problem): Problem {
  return problem;
}
