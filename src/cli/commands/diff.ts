import { InputError } from '../../base/errors.ts';
import { visibleLine } from '../../base/visible-text.ts';
import { runToEnd } from '../../execution/slices.ts';
import { type Compared, TwinRuns } from '../../explanation/twin-runs.ts';
import { withPlugins } from '../../files/plugins.ts';
import { differenceAsJson } from '../../report/difference-json.ts';
import { type ComparedPair, differenceText } from '../../report/difference-text.ts';
import { type FigureDifference, figureDifferences } from '../../report/figures.ts';
import { builtinCatalogue } from '../../scenarios/catalogue.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { Interrupt } from '../interrupt.ts';
import { ProgressBar } from '../progress-bar.ts';
import { type ReadResult, readResult } from '../read-result.ts';
import { alone, nameOf, type Pair, pairsOf } from '../result-pairs.ts';
import { ResultRuns, rowsOf, type Subject } from '../result-runs.ts';
import { Terminal } from '../terminal.ts';

/** What the command `diff` can be told. */
export interface DiffOptions extends Pick<ScenarioOptions, 'algorithm' | 'plugin'> {
  readonly replication: string;
  readonly base?: string;
  /** False: only the figures, without making runs again. */
  readonly rerun: boolean;
  readonly json?: boolean;
}

/** Columns that say which run a row is about. */
const NAMING = ['scenario', 'algorithm', 'replication'];

/** Says where two results part, and by how much their figures differ. */
export async function diff(first: string, second: string, options: DiffOptions): Promise<void> {
  const terminal = new Terminal({ quiet: false });
  const progress = new ProgressBar({ hidden: options.json ?? false });
  const interrupt = new Interrupt();
  interrupt.listen();
  try {
    const replication = replicationOf(options.replication);
    const given = await withPlugins(builtinCatalogue, options.plugin ?? []);
    const [a, b] = [first, second].map((path) => readResult(path, given.catalogue, options.base));
    const pairs = pairsOf(a!, b!, options.algorithm);
    const load = (result: ReadResult) =>
      ResultRuns.load(result, { catalogue: given.catalogue, plugins: given.inputs }, interrupt, (text) =>
        progress.phase(text),
      );
    const runs = options.rerun ? ([await load(a!), await load(b!)] as const) : undefined;
    const compared: ComparedPair[] = [];
    for (const [k, pair] of pairs.entries()) {
      const { same, outcome } = runs
        ? await compare(pair, runs, replication, interrupt, (part) =>
            progress.phase(`${k + 1}/${pairs.length} ${nameOf(pair)}`, (k + part) / pairs.length),
          )
        : { same: false, outcome: undefined };
      compared.push({
        name: nameOf(pair),
        compared: outcome,
        figures: figuresOf(pair, a!, b!, replication),
        remarks: [
          ...(same ? ['Both are one run: the same scenario, chance, data and code.'] : []),
          ...(outcome ? remarksOn(pair, a!, b!, outcome, replication) : []),
        ],
      });
    }
    progress.clear();
    for (const [k, side] of ['A', 'B'].entries()) {
      for (const path of runs?.[k]?.changedInputs ?? []) {
        terminal.remark(`warning: ${visibleLine(path)} is not what it was when ${side} was made`);
      }
    }
    const found = { pairs: compared, ...alone(a!, b!, pairs) };
    const { width, paint } = terminal;
    terminal.print(
      options.json
        ? differenceAsJson(found)
        : `A: ${visibleLine(first)}\nB: ${visibleLine(second)}\n\n${differenceText(found, { width, paint })}`,
    );
  } finally {
    progress.clear();
    interrupt.ignore();
  }
}

/** Makes both runs of a pair again, side by side, unless they are one and the same. */
async function compare(
  [a, b]: Pair,
  [runsOfA, runsOfB]: readonly [ResultRuns, ResultRuns],
  replication: number,
  interrupt: Interrupt,
  onPart: (part: number) => void,
): Promise<{ readonly same: boolean; readonly outcome: Compared | undefined }> {
  const [orderOfA, orderOfB] = [runsOfA.orderOf(a, replication), runsOfB.orderOf(b, replication)];
  if (!orderOfA || !orderOfB) return { same: false, outcome: undefined };
  if (orderOfA.key === orderOfB.key) return { same: true, outcome: undefined };
  const twins = new TwinRuns(runsOfA.makerOf(orderOfA), runsOfB.makerOf(orderOfB));
  await runToEnd(twins, interrupt, () => onPart(twins.fraction ?? 0));
  return { same: false, outcome: twins.result() };
}

/** Of runs that were made once the figures of the runs, else those of the summaries. */
function figuresOf(
  [a, b]: Pair,
  first: ReadResult,
  second: ReadResult,
  replication: number,
): readonly FigureDifference[] {
  const [runsOfA, runsOfB] = [
    rowsOf(first.runs, a, first.design.paths),
    rowsOf(second.runs, b, second.design.paths),
  ];
  const besides = new Set([...NAMING, ...first.design.paths, ...second.design.paths]);
  if (runsOfA.length <= 1 && runsOfB.length <= 1 && replication === 1) {
    return figureDifferences(runsOfA[0] ?? {}, runsOfB[0] ?? {}, besides);
  }
  const [summaryOfA] = rowsOf(first.summary, a, first.design.paths);
  const [summaryOfB] = rowsOf(second.summary, b, second.design.paths);
  return figureDifferences(summaryOfA ?? {}, summaryOfB ?? {}, besides);
}

/** Runs that have come out otherwise than their results say. */
function remarksOn(
  [a, b]: Pair,
  first: ReadResult,
  second: ReadResult,
  outcome: Compared,
  replication: number,
): readonly string[] {
  const remark = (side: string, subject: Subject, result: ReadResult, digest: string) => {
    const row = rowsOf(result.runs, subject, result.design.paths).find(
      (one) => one.replication === String(replication),
    );
    if (!row) return [`${side} has no run of replication ${replication}: it was made for this comparison.`];
    if (row.digest === digest) return [];
    return [`${side} was made by another version, or on other data: now its run has another digest.`];
  };
  return [...remark('A', a, first, outcome.a.digest), ...remark('B', b, second, outcome.b.digest)];
}

function replicationOf(text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InputError({ message: `--replication ${text}`, allowed: 'a whole number from 1' });
}
