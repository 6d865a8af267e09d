import type { Compared } from '../explanation/twin-runs.ts';
import type { FigureDifference } from './figures.ts';
import { isSame } from './figures.ts';
import { absent, humanShare } from './human.ts';
import type { Paint } from './paint.ts';
import { type TextColumn, textTable, wrapped } from './text-table.ts';

/** Two runs that were compared, and what the results say of them. */
export interface ComparedPair {
  /** `bsp`, or `bsp and asp`; at a point of a sweep with its values. */
  readonly name: string;
  /** Undefined where the runs were not made again. */
  readonly compared: Compared | undefined;
  readonly figures: readonly FigureDifference[];
  /** What is odd about one of them. */
  readonly remarks: readonly string[];
}

/** What two results have and have not in common. */
export interface ResultDifference {
  readonly pairs: readonly ComparedPair[];
  /** Algorithms that only one of them has. */
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
}

/** How two results differ, in words and tables. */
export function differenceText(
  { pairs, onlyInA, onlyInB }: ResultDifference,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string {
  return [
    ...pairs.flatMap((pair) => [...pairLines(pair, width, paint), '']),
    ...(onlyInA.length > 0 ? [`Only in A: ${onlyInA.join(', ')}`] : []),
    ...(onlyInB.length > 0 ? [`Only in B: ${onlyInB.join(', ')}`] : []),
    ...(isIdentical({ pairs, onlyInA, onlyInB }) ? ['The results are identical.'] : []),
  ]
    .join('\n')
    .trimEnd();
}

/** Whether no event, no parameter and no figure differs, as far as was looked. */
export function isIdentical({ pairs, onlyInA, onlyInB }: ResultDifference): boolean {
  const same = pairs.every(({ compared, figures }) => !compared?.divergence && figures.every(isSame));
  return same && onlyInA.length === 0 && onlyInB.length === 0;
}

function pairLines(pair: ComparedPair, width: number, paint: Paint): readonly string[] {
  const { name, compared, figures, remarks } = pair;
  const differing = figures.filter((figure) => !isSame(figure));
  const same = figures.length - differing.length;
  return [
    paint.bold(name),
    ...remarks.flatMap((remark) => wrapped(remark, width)),
    ...(compared ? runLines(compared) : []),
    ...(figures.length === 0
      ? []
      : differing.length === 0
        ? [`All ${same} figures are the same.`]
        : ['', ...figureTable(differing, width, paint), `${same} other figures are the same.`]),
  ];
}

function runLines({ divergence, sharedEvents }: Compared): readonly string[] {
  if (!divergence) return [`All ${sharedEvents} events and all parameters are the same, to the last bit.`];
  const lines = String(divergence).split('\n');
  return [
    ...(divergence.event ? [] : [`All ${sharedEvents} events are the same.`]),
    ...lines,
    ...(divergence.parameter ? [] : ['All parameters are the same.']),
  ];
}

function figureTable(figures: readonly FigureDifference[], width: number, paint: Paint): readonly string[] {
  const column = (head: string, cell: (figure: FigureDifference) => string): TextColumn => ({
    head,
    align: 'right',
    cells: figures.map(cell),
  });
  return textTable(
    [
      { ...column('figure', ({ name }) => name), align: 'left' },
      column('A', ({ a }) => shortened(a)),
      column('B', ({ b }) => shortened(b)),
      column('B − A', ({ difference }) => (difference === undefined ? absent : signed(difference))),
      column('relative', ({ relative }) => relativeWords(relative)),
    ],
    width,
    paint.dim,
  );
}

function relativeWords(relative: number | undefined): string {
  if (relative === undefined) return absent;
  return `${relative < 0 ? '−' : '+'}${humanShare(Math.abs(relative), Math.abs(relative) < 0.1 ? 2 : 1)}`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toPrecision(6))}`;
}

/** A number to ten digits, any other text to sixteen characters. */
function shortened(text: string): string {
  if (text === '') return absent;
  const value = Number(text);
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : text.slice(0, 16);
}
