import type { Cell } from '../../src/base/cell.ts';
import { csvText } from '../../src/report/csv.ts';
import type { Calibration } from './calibration.ts';
import type { Chart } from './charts.ts';
import type { Runs } from './laboratory.ts';
import type { Plan } from './plan.ts';

/** What a figure is made with. */
export interface Setting {
  readonly plan: Plan;
  readonly calibration: Calibration;
  readonly laboratory: Runs;
}

export type Row = Readonly<Record<string, Cell>>;

/** A figure or table of the paper, made anew. */
export interface Figure {
  /** Of its files, and on the command line. */
  readonly name: string;
  readonly title: string;
  /** The columns of its CSV file. */
  readonly columns: readonly string[];
  /** The rows, the simulated ones first where the paper's stand beside them. */
  readonly rows: (setting: Setting) => Promise<readonly Row[]>;
  readonly chart?: (rows: readonly Row[]) => Chart;
  /** What is printed when it has been made. */
  readonly summary?: (rows: readonly Row[]) => readonly string[];
}

export function figureCsv({ columns }: Figure, rows: readonly Row[]): string {
  return csvText(
    columns.map((name) => [name, (row: Row) => row[name]] as const),
    rows,
  );
}
