import type { Problem } from '../../base/errors.ts';
import { isDecimal, numberProblem, shownText } from '../../base/offending-text.ts';
import { suggestionFor } from '../../base/suggest.ts';

/** The numbers that stand for labels, by the words that a file has for them; or numbered 0, 1, … in the order in which words appear. */
export type LabelNaming = Readonly<Record<string, number>> | 'by-appearance';

/** More different words than this are no labels but another column. */
const MAX_WORDS = 1000;

/** Turns the words of label columns into numbers, the same in the training file and in the test file that is read after it. */
export class LabelNames {
  readonly #numbers: Map<string, number>;
  /** Labels that are numbers in the file, by their value: 2 is 2.0. */
  readonly #decimals = new Map<number, number>();
  #isOpen: boolean;

  constructor(naming: LabelNaming) {
    this.#isOpen = naming === 'by-appearance';
    this.#numbers = new Map(naming === 'by-appearance' ? [] : Object.entries(naming));
    for (const [word, number] of this.#numbers) if (isDecimal(word)) this.#decimals.set(Number(word), number);
  }

  /** Every word with its number, in the order of the scenario or of their appearance. */
  get numbers(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#numbers);
  }

  /** The number for a word; undefined where it is none of the known ones and may not become one. */
  numberOf(word: string): number | undefined {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    if (isDecimal(word)) return this.#decimals.get(Number(word));
    if (!this.#isOpen || isMissing(word) || this.#numbers.size === MAX_WORDS) return undefined;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }

  /** From now on no word is new: what follows tests what has been learnt. */
  close(): void {
    this.#isOpen = false;
  }

  /** What is wrong with a word that has no number. */
  problem(word: string): Pick<Problem, 'message' | 'allowed' | 'hint'> {
    const known = [...this.#numbers.keys()];
    const message = `label ${shownText(word)}`;
    if (this.#isOpen) return { message, ...openAdvice(word) };
    const meant = suggestionFor(word, known);
    const allowed = `${known.slice(0, 12).map(shownText).join(', ')}${known.length > 12 ? ', …' : ''}`;
    return { message: `${message} has no number`, allowed, ...(meant && { hint: `did you mean ${meant}?` }) };
  }
}

/** What may help where a word stands for a label and labels are numbers; nothing for what is no word. */
export function wordHint(text: string): Pick<Problem, 'hint'> {
  if (!/^\p{L}[^,;]*$/u.test(text) || isMissing(text)) return {};
  const shown = shownText(text);
  return {
    hint: `labels: by-appearance under workload.data numbers words as they come, labels: { ${shown}: 1, … } as you say`,
  };
}

function openAdvice(word: string): Pick<Problem, 'allowed' | 'hint'> {
  if (isDecimal(word)) {
    return { allowed: 'words', hint: 'for labels that are numbers leave out labels: by-appearance' };
  }
  if (isMissing(word)) return { allowed: 'a word for each example' };
  return { allowed: `at most ${MAX_WORDS} different words`, hint: 'is this the column of labels?' };
}

/** Whether a word stands for a value that is not there. */
function isMissing(word: string): boolean {
  return word === '' || /is not a finite number$/.test(numberProblem(word) ?? '');
}
