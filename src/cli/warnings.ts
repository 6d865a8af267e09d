import { describeProblem, type Problem } from '../base/errors.ts';

/** Tells what the user should know about a scenario, each thing once: replications say the same with other figures. */
export class Warnings {
  readonly #file: string;
  readonly #tell: (text: string) => void;
  readonly #told = new Set<string>();

  constructor(file: string, tell: (text: string) => void) {
    this.#file = file;
    this.#tell = tell;
  }

  about(problems: readonly Problem[]): void {
    for (const problem of problems) {
      const text = describeProblem({ file: this.#file, ...problem });
      const withoutFigures = text.replaceAll(/[0-9.]+/g, '#');
      if (this.#told.has(withoutFigures)) continue;
      this.#told.add(withoutFigures);
      this.#tell(`warning: ${text}`);
    }
  }
}
