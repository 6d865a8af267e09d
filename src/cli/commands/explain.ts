import { join } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { RunMaker } from '../../execution/run-maker.ts';
import { runToEnd } from '../../execution/slices.ts';
import { Explanation } from '../../explanation/explanation.ts';
import { naming } from '../../files/file-problem.ts';
import { laggardVersion } from '../../files/project.ts';
import { explanationAsJson, explanationFileNames, explanationFiles } from '../../report/explanation-files.ts';
import { explanationText } from '../../report/explanation-text.ts';
import { pointLabel } from '../../report/point-labels.ts';
import type { StudyPoint } from '../../studies/planned-run.ts';
import type { StudyDesign } from '../../studies/study-design.ts';
import { canonicalCommand, type ScenarioOptions } from '../canonical-command.ts';
import { hostFacts } from '../host-facts.ts';
import { Interrupt } from '../interrupt.ts';
import { ProgressBar } from '../progress-bar.ts';
import { readScenario } from '../read-scenario.ts';
import { ResultFolder } from '../result-folder.ts';
import { loadSource } from '../study-source.ts';
import { Terminal } from '../terminal.ts';
import { Warnings } from '../warnings.ts';

/** What the command `explain` can be told. */
export interface ExplainOptions extends ScenarioOptions {
  readonly out?: string;
  /** Which point of a sweep, from 1. */
  readonly point?: string;
  /** False: only what happened, not what would have happened otherwise. */
  readonly whatIfs: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** Points of a sweep that a message names. */
const MOST_NAMED = 12;

/** Says what the time of each algorithm of a scenario was spent on, and what would have been otherwise. */
export async function explain(file: string, options: ExplainOptions): Promise<void> {
  const { json = false, quiet = false } = options;
  const started = performance.now();
  const terminal = new Terminal({ quiet });
  const progress = new ProgressBar({ hidden: json || quiet });
  const interrupt = new Interrupt();
  const warn = new Warnings(file, (text) => {
    progress.clear();
    terminal.remark(text);
  });
  interrupt.listen();
  try {
    const read = await readScenario(file, options);
    const point = pointOf(read.design, options.point);
    const folder = ResultFolder.claim(
      options.out ?? join('out', `${read.scenario.name}-explained`),
      explanationFileNames,
    );
    warn.about(read.warnings);
    const here = { ...read, design: { ...read.design, points: [point] } };
    const source = await loadSource(here, interrupt, (text) => progress.phase(text));
    warn.about(source.remarks);
    const maker = new RunMaker(read.catalogue, (problems) => warn.about(problems));
    const explanation = new Explanation(read.design, point, {
      catalogue: read.catalogue,
      prepare: (planned) => interrupt.whileBlocking(() => maker.preparedFor(source.orderOf(planned))),
      whatIfs: options.whatIfs,
    });
    await runToEnd(explanation, interrupt, () => {
      const { finished, planned, doing } = explanation.progress();
      progress.phase(`run ${finished + 1}/${planned} ${doing}`, finished / planned);
    });
    progress.clear();
    const explained = explanation.result();
    const more = options.point === undefined ? [] : ['--point', options.point];
    const command = canonicalCommand(file, options, { command: 'explain', more });
    const { inputs, data, target } = source;
    const facts = { version: laggardVersion(), command, inputs, data, target };
    folder.write(explanationFiles(explained, facts, hostFacts(started)));
    if (json) for (const line of explanationAsJson(explained)) terminal.print(line);
    else if (!quiet) {
      const { width, paint } = terminal;
      terminal.print(
        explanationText(explained, { width, paint, folder: folder.path, files: explanationFileNames }),
      );
    }
  } catch (error) {
    progress.clear();
    throw error instanceof InputError ? naming(file, error) : error;
  } finally {
    interrupt.ignore();
  }
}

/** The point of the sweep that is asked for; the only one, where there is no sweep. */
function pointOf({ points, paths }: StudyDesign, asked: string | undefined): StudyPoint {
  if (asked === undefined && points.length === 1) return points[0]!;
  const point = asked !== undefined && /^[0-9]+$/.test(asked) ? points[Number(asked) - 1] : undefined;
  if (point) return point;
  const named = points
    .slice(0, MOST_NAMED)
    .map((one) => (paths.length === 0 ? '1' : `${one.index + 1} (${pointLabel(paths, one)})`));
  throw new InputError({
    message: asked === undefined ? 'explain looks at one point of a sweep' : `--point ${asked}`,
    allowed: `--point with one of ${named.join(', ')}${points.length > MOST_NAMED ? ', …' : ''}`,
  });
}
