import { type WorkerState, workerStates } from '../studies/worker-states.ts';
import { absent, humanShares } from './human.ts';
import type { TextColumn } from './text-table.ts';

/** A column of numbers. */
export function column(head: string, cells: readonly string[]): TextColumn {
  return { head, align: 'right', cells };
}

/** A column of numbers, unless it would be empty. */
export function ifAny(head: string, cells: readonly string[]): readonly TextColumn[] {
  return cells.every((cell) => cell === absent) ? [] : [column(head, cells)];
}

/** States that have a column whatever they are. */
const usual: readonly WorkerState[] = ['compute', 'communicate', 'wait'];

const heads: Readonly<Record<WorkerState, string>> = {
  compute: 'workers\ncomputing',
  communicate: 'communi-\ncating',
  wait: 'waiting',
  down: 'down',
  idle: 'idle',
};

/**
 * Which part of their time workers spend in each state, in percentages that add up in each row; down and idle are left out where they are 0% for all.
 * `rows`: parts in the order of workerStates.
 */
export function shareColumns(rows: readonly (readonly number[])[]): readonly TextColumn[] {
  const shares = rows.map(humanShares);
  const told = workerStates.flatMap((state, k): TextColumn[] => {
    const cells = shares.map((row) => row[k]!);
    const isNothing = cells.every((cell) => cell === '0%' || cell === absent);
    return isNothing && !usual.includes(state) ? [] : [column(heads[state], cells)];
  });
  return told.map((one, k) => (k === 0 ? { ...one, startsGroup: true } : one));
}
