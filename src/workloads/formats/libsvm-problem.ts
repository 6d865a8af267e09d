import type { Problem } from '../../base/errors.ts';
import { numberProblem, shownText } from '../../base/offending-text.ts';

/** A finding about one line, and where in it. */
type Finding = Pick<Problem, 'message' | 'allowed' | 'hint' | 'column'>;

interface Word {
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

/** What is wrong with one line of LIBSVM text that the reader has refused; undefined if nothing is. */
export function libsvmProblem(line: string, maxFeatures: number): Finding | undefined {
  const content = line.replace(/\r?$/, '').replace(/#.*$/s, '');
  let place = 0;
  let previous = 0;
  // One word at a time: a file that is no text at all can be one line of many millions of words.
  for (const match of content.matchAll(/[^ \t]+/g)) {
    const word = { text: match[0], column: match.index + 1 };
    const isQueryId = place === 1 && /^qid:\d+$/.test(word.text);
    const found =
      place === 0 ? labelFinding(word) : isQueryId ? undefined : entryFinding(word, previous, maxFeatures);
    if (found) return found;
    if (place > 0 && !isQueryId) previous = Number.parseInt(word.text, 10);
    place++;
  }
  return undefined;
}

function labelFinding({ text, column }: Word): Finding | undefined {
  const allowed = 'a line is a label, then index:value pairs';
  if (/^\d+:/.test(text)) return { column, message: `${shownText(text)} where the label should be`, allowed };
  const wrong = numberProblem(text);
  if (!wrong) return undefined;
  const several = /^[^,]+(,[^,]+)+$/.test(text) && text.split(',').every((part) => !numberProblem(part));
  const hint = several ? { hint: 'several labels for one row are not supported' } : {};
  return { column, message: `label ${wrong}`, allowed: 'a finite number such as +1, -1 or 2.5', ...hint };
}

function entryFinding({ text, column }: Word, previous: number, maxFeatures: number): Finding | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) {
    return { column, message: `${shownText(text)} has no value`, allowed: 'index:value, such as 3:0.5' };
  }
  const name = text.slice(0, colon);
  const index = indexFinding(name, previous, maxFeatures);
  if (index) return { column, ...index };
  const value = text.slice(colon + 1);
  const wrong = value === '' ? 'no value' : numberProblem(value);
  if (!wrong) return undefined;
  const message = `feature ${Number(name)}: ${wrong}`;
  return { column: column + colon + 1, message, allowed: 'a finite number' };
}

function indexFinding(name: string, previous: number, maxFeatures: number): Finding | undefined {
  const shown = `feature index ${shownText(name)}`;
  if (!/^\d+$/.test(name)) {
    return { message: `${shown} is not a whole number`, allowed: `1 to ${maxFeatures}` };
  }
  const index = Number(name);
  if (index === 0) return { message: shown, allowed: `1 to ${maxFeatures}`, hint: 'indices count from 1' };
  if (index > maxFeatures) {
    const hint = 'if it is meant, set maxFeatures under workload.data to at least that';
    return { message: shown, allowed: `1 to ${maxFeatures}`, hint };
  }
  if (index <= previous) {
    return { message: `${shown} after ${previous}`, allowed: 'ascending indices, each once in a row' };
  }
  return undefined;
}
