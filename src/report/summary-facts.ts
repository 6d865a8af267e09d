import type { Paint } from './paint.ts';

/** What the summary needs to know beside the study. */
export interface SummaryFacts {
  /** The objective to reach; undefined where the scenario sets none. */
  readonly target: number | undefined;
  /** Characters in a line. */
  readonly width: number;
  readonly paint: Paint;
}
