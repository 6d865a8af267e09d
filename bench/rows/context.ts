import type { DataFolder } from '../harness/data-folder.ts';
import type { Outcome, Unmeasured } from '../harness/outcome.ts';
import type { Target } from '../targets.ts';

/** What a row is measured with. */
export interface Context {
  /** Smaller sizes and fewer repetitions: to see that everything works, not to judge. */
  readonly quick: boolean;
  readonly folder: DataFolder;
  /** Says what is being done, while it lasts. */
  note(text: string): void;
}

/** A comparison, or a few that share their preparation. */
export interface Row {
  /** The lines of the result that it gives. */
  readonly targets: readonly Target[];
  measure(context: Context): Promise<readonly (Outcome | Unmeasured)[]>;
}
