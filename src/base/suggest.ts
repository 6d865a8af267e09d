import { closest, distance } from 'fastest-levenshtein';

/** The known word that a misspelt one was probably meant to be, or undefined when none is near. */
export function suggestionFor(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word === '') return undefined;
  const lower = word.toLowerCase();
  const nearest = closest(
    lower,
    known.map((name) => name.toLowerCase()),
  );
  const allowedEdits = Math.max(1, Math.ceil(word.length / 3));
  if (distance(lower, nearest) > allowedEdits) return undefined;
  return known.find((name) => name.toLowerCase() === nearest);
}
