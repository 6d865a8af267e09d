/**
 * What a chart shows, as plain data: the page of a report and the files of `--charts` are drawn from the same. Values are in base
 * units (seconds, counts); null stands where there is none.
 */
export type Chart = LinesChart | IntervalsChart | StacksChart | HistogramsChart | PlaneChart | HeatChart;

/** What an axis measures. */
export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** What people read it in: `name` is `size` base units. */
  readonly unit?: { readonly name: string; readonly size: number };
  /** Where values are places in a list: what stands there. */
  readonly words?: readonly string[];
}

/** What every chart has. */
interface Titled {
  /** Names it among the charts of a view, and its file. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what is drawn, and what intervals mean. */
  readonly note: string;
}

/** Something with a name and a look: the same algorithm looks the same everywhere. */
export interface Styled {
  readonly name: string;
  /** Its place among the algorithms of the study. */
  readonly style: number;
}

/** A number, or none. */
export type Value = number | null;

/** A line, and where there are several runs, a band around it. All arrays are equally long. */
export interface Line extends Styled {
  readonly x: readonly number[];
  readonly y: readonly Value[];
  readonly low?: readonly Value[];
  readonly high?: readonly Value[];
}

/** Lines over a common axis, in one panel or in several that share their axes. */
export interface LinesChart extends Titled {
  readonly kind: 'lines';
  readonly x: Axis;
  readonly y: Axis;
  readonly panels: readonly { readonly name: string; readonly lines: readonly Line[] }[];
  /** Whether values are marked: where they are few and what lies between them is not known. */
  readonly marked: boolean;
  /** A level that is to be reached. */
  readonly target?: { readonly value: number; readonly name: string };
}

/** One value with its interval in each row. */
export interface IntervalsChart extends Titled {
  readonly kind: 'intervals';
  readonly x: Axis;
  readonly rows: readonly (Styled & {
    readonly value: Value;
    readonly low: Value;
    readonly high: Value;
    /** The same for people. */
    readonly text: string;
  })[];
}

/** Rows of parts that lie end to end. */
export interface StacksChart extends Titled {
  readonly kind: 'stacks';
  readonly x: Axis;
  readonly parts: readonly string[];
  readonly panels: readonly (Styled & {
    readonly rows: readonly { readonly name: string; readonly parts: readonly number[] }[];
  })[];
}

/** How a whole number is distributed, in a panel for each algorithm; all share their axes. */
export interface HistogramsChart extends Titled {
  readonly kind: 'histograms';
  readonly x: Axis;
  readonly y: Axis;
  readonly panels: readonly (Styled & {
    /** Bars from `from` to `to`, both within, ascending: which part of all is there, for each whole number. */
    readonly bars: readonly { readonly from: number; readonly to: number; readonly share: number }[];
    readonly mean: Value;
    readonly most: Value;
    /** The mean of what papers count: versions of the parameters. */
    readonly versions: Value;
  })[];
}

/** Points in a plane, and the lines on which the product of their coordinates is equal. */
export interface PlaneChart extends Titled {
  readonly kind: 'plane';
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly (Styled & {
    readonly x: number;
    readonly y: number;
    readonly xLow: Value;
    readonly xHigh: Value;
    readonly yLow: Value;
    readonly yHigh: Value;
  })[];
  readonly products: readonly { readonly value: number; readonly name: string }[];
}

/** Tables of cells coloured by a value; all share their columns and their colours. */
export interface HeatChart extends Titled {
  readonly kind: 'heat';
  /** What rows and columns are. */
  readonly rowLabel: string;
  readonly columnLabel: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** What the colour means. */
  readonly value: Axis;
  /** `cells`: by row, then by column; null where the sweep has no such point. */
  readonly panels: readonly (Styled & { readonly cells: readonly (HeatCell | null)[] })[];
}

/** A cell of a heat map. */
export interface HeatCell {
  /** Null: it did not come to a value. */
  readonly value: Value;
  readonly text: string;
  /** Whether no other panel has a better one. */
  readonly isBest: boolean;
}
