import type { Problem } from '../../base/errors.ts';
import { isDecimal, numberProblem, shownText } from '../../base/offending-text.ts';
import { wordHint } from './label-names.ts';
import type { LibsvmForm } from './libsvm-lines.ts';

/** A finding about one line, and where in it. */
type Finding = Pick<Problem, 'message' | 'allowed' | 'hint' | 'column'>;

interface Word {
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

/** What is wrong with one line of LIBSVM text that the reader has refused; undefined if nothing is. */
export function libsvmProblem(line: string, form: LibsvmForm): Finding | undefined {
  const content = line.replace(/#.*$/s, '');
  let place = 0;
  let previous: number | undefined;
  // One word at a time: a file that is no text at all can be one line of many millions of words.
  for (const match of content.matchAll(/[^ \t]+/g)) {
    const word = { text: match[0], column: match.index + 1 };
    const isQueryId = place === 1 && /^qid:\d+$/.test(word.text);
    const found =
      place === 0 ? labelFinding(word, form) : isQueryId ? undefined : entryFinding(word, previous, form);
    if (found) return found;
    if (place > 0 && !isQueryId) previous = Number.parseInt(word.text, 10);
    place++;
  }
  return undefined;
}

function labelFinding({ text, column }: Word, { labelNames }: LibsvmForm): Finding | undefined {
  if (text.includes(':')) return { column, ...colonFinding(text) };
  if (labelNames) {
    return labelNames.numberOf(text) === undefined ? { column, ...labelNames.problem(text) } : undefined;
  }
  const wrong = numberProblem(text);
  if (!wrong) return undefined;
  const allowed = 'a finite number such as +1, -1 or 2.5';
  return { column, message: `label ${wrong}`, allowed, ...labelHint(text) };
}

/** Of a label with a colon in it. */
function colonFinding(text: string): Finding {
  const message = `${shownText(text)} where the label should be`;
  const allowed = 'a line is a label, then index:value pairs';
  const isWeighted = text.split(':').every((part) => isDecimal(part));
  const hint = 'if this is a label and its weight: instance weights are not supported';
  return { message, allowed, ...(isWeighted && { hint }) };
}

function labelHint(text: string): Pick<Finding, 'hint'> {
  if (/^[^,]+(,[^,]+)+$/.test(text) && text.split(',').every(isDecimal)) {
    return { hint: 'several labels for one row are not supported' };
  }
  return wordHint(text);
}

function entryFinding(
  { text, column }: Word,
  previous: number | undefined,
  form: LibsvmForm,
): Finding | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) return { column, ...bareFinding(text) };
  const name = text.slice(0, colon);
  const index = indexFinding(name, previous, form);
  if (index) return { column, ...index };
  const value = text.slice(colon + 1);
  const wrong = value === '' ? 'no value' : numberProblem(value);
  if (!wrong) return undefined;
  const message = `feature ${Number(name)}: ${wrong}`;
  return { column: column + colon + 1, message, allowed: 'a finite number' };
}

/** Of an entry without a colon; XGBoost takes `3` for 3:1, the tools of LIBSVM and SVMlight refuse it. */
function bareFinding(text: string): Finding {
  const hint = `if feature ${text} is to have the value 1, write ${text}:1`;
  return {
    message: `${shownText(text)} has no value`,
    allowed: 'index:value, such as 3:0.5',
    ...(/^\d{1,10}$/.test(text) && { hint }),
  };
}

function indexFinding(
  name: string,
  previous: number | undefined,
  { firstIndex, maxFeatures }: LibsvmForm,
): Finding | undefined {
  const message = `feature index ${shownText(name)}`;
  const allowed = `${firstIndex} to ${maxFeatures + firstIndex - 1}`;
  if (!/^\d+$/.test(name)) return { message: `${message} is not a whole number`, allowed };
  const index = Number(name);
  if (index < firstIndex) {
    const hint =
      'for a file that counts from 0, as scikit-learn writes it unless told zero_based=False, set indices: from-0 under workload.data';
    return { message, allowed, hint };
  }
  if (index >= maxFeatures + firstIndex) {
    const hint = 'if it is meant, set maxFeatures under workload.data to at least that';
    return { message, allowed, hint };
  }
  if (previous !== undefined && index <= previous) {
    return { message: `${message} after ${previous}`, allowed: 'ascending indices, each once in a row' };
  }
  return undefined;
}
