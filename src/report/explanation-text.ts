import { type Cause, causes } from '../explanation/causes.ts';
import type { Effect } from '../explanation/effect.ts';
import type { Explained, ExplainedRun } from '../explanation/explained.ts';
import { hasTarget } from '../studies/goal.ts';
import { secondsOf } from './csv.ts';
import { leadSentence, splitSentence, workerSentence } from './explanation-sentences.ts';
import { headingOf } from './heading.ts';
import { absent, humanShare, humanTimes } from './human.ts';
import { changeWithInterval, timesWithIntervals } from './intervals.ts';
import type { Paint } from './paint.ts';
import { type PathLine, pathLines } from './path-words.ts';
import { type TextColumn, textTable, wrapped } from './text-table.ts';
import { caveatsOf } from './verdict/caveats.ts';

/** What an explanation is printed with. */
export interface ExplanationFacts {
  /** Characters in a line. */
  readonly width: number;
  readonly paint: Paint;
  /** Where the files are. */
  readonly folder: string;
  readonly files: readonly string[];
}

/** Everything that is said of an explanation, algorithm by algorithm, and then of what sets them apart. */
export function explanationText(explained: Explained, facts: ExplanationFacts): string {
  const { width, paint, folder, files } = facts;
  return [
    ...wrapped(headingOf(explained.study.scenario), width).map(paint.bold),
    '',
    ...explained.algorithms.flatMap((run) => [...runLines(run, explained, facts), '']),
    ...explained.splits.flatMap((split) => wrapped(splitSentence(split, explained.study), width)),
    ...caveatsOf(explained.study).flatMap(({ sentence }) =>
      wrapped(`warning: ${sentence}`, width).map(paint.yellow),
    ),
    ...(explained.splits.length > 0 ? [''] : []),
    ...wrapped(`Results: ${folder} (${files.join(', ')})`, width),
    '',
  ].join('\n');
}

function runLines(
  run: ExplainedRun,
  { speeds }: Explained,
  { width, paint }: ExplanationFacts,
): readonly string[] {
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const headed = (head: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paint.dim(head), ...indented(lines)];
  return [
    ...wrapped(leadSentence(run, speeds), width),
    ...(run.path.end === 0
      ? []
      : ['', ...causeTable(run, width, paint), '', ...wrapped(workerSentence(run), width)]),
    ...headed(
      'What led to the end:',
      pathLines(run.path).flatMap((line) => brokenLine(line, width - 2)),
    ),
    ...headed(effectsHead(run), effectTable(run, width - 2, paint)),
  ];
}

const causeWords: Readonly<Record<Cause, string>> = {
  computing: 'computing, as on the fastest machine',
  slowMachine: 'slow machines',
  straggler: 'stragglers',
  network: 'network',
  queue: 'waiting for a server',
  service: 'servers',
  gate: 'gate',
  faults: 'faults',
  limit: 'after the last update',
  idle: 'idle',
};

function causeTable({ path }: ExplainedRun, width: number, paint: Paint): readonly string[] {
  const told = causes.filter((cause) => path.spent[cause] > 0);
  const columns: TextColumn[] = [
    { head: 'cause', align: 'left', cells: told.map((cause) => causeWords[cause]) },
    {
      head: 'time',
      align: 'right',
      cells: humanTimes(told.map((cause) => secondsOf(path.spent[cause]))),
    },
    {
      head: 'share',
      align: 'right',
      cells: told.map((cause) => humanShare(path.spent[cause] / path.end, 1)),
    },
  ];
  return textTable(columns, width, paint.dim);
}

function effectsHead({ run }: ExplainedRun): string {
  return `What would have been otherwise (${hasTarget(run.plan.scenario) ? 'time to target' : 'time per update'}):`;
}

function effectTable({ effects }: ExplainedRun, width: number, paint: Paint): readonly string[] {
  if (effects.length === 0) return [];
  const columns: TextColumn[] = [
    { head: 'what if', align: 'left', cells: effects.map(({ name }) => name) },
    { head: 'change', align: 'right', cells: effects.map(changeWords) },
    { head: 'to', align: 'right', cells: timesWithIntervals(effects.map(({ cost }) => cost)) },
  ];
  return textTable(columns, width, paint.dim);
}

/** `−38% [−40, −35]`; of a change under which the target is missed, how often. */
function changeWords({ ratio, arrived, n }: Effect): string {
  if (ratio) return changeWithInterval(ratio);
  if (arrived === n) return absent;
  return n === 1 || arrived === 0 ? 'misses the target' : `misses the target in ${n - arrived} of ${n}`;
}

/** A line of a path, broken where it is too long, though never between a number and its unit. */
function brokenLine({ start, words }: PathLine, width: number): readonly string[] {
  const whole = words.replaceAll(/(?<=\d) (?=(ns|µs|ms|s|min|h)\b)/g, '\u00a0');
  const lines = wrapped(whole, width - start.length - 2).map((line) => line.replaceAll('\u00a0', ' '));
  return lines.map((line, k) => `${k === 0 ? start : ' '.repeat(start.length)}  ${line}`);
}
