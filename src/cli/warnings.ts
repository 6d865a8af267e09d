import { describeProblem, firstLines, type Problem } from '../base/errors.ts';

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
    const texts = problems.filter((problem) => this.#isNew(problem)).map((problem) => this.#textOf(problem));
    for (const text of firstLines(texts)) this.#tell(text);
  }

  #isNew({ path, message }: Problem): boolean {
    const key = JSON.stringify([path, message.replaceAll(/[0-9.]+/g, '#')]);
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }

  #textOf(problem: Problem): string {
    return `warning: ${describeProblem({ file: this.#file, ...problem })}`;
  }
}
