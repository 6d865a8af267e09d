import { closest, distance } from 'fastest-levenshtein';

/** Returns the known word nearest to a misspelt one, or undefined when none is near. */
export function suggestionFor(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word === '') return undefined;
  const lower = word.toLowerCase();
  const nearest = closest(
    lower,
    known.map((name) => name.toLowerCase()),
  );
  const allowedEdits = Math.max(1, Math.ceil(word.length / 3));
  if (distance(lower, nearest) <= allowedEdits) return known.find((name) => name.toLowerCase() === nearest);
  // Letters in the wrong order count as many edits, and are the commonest slip in a short word.
  return known.find((name) => sortedLetters(name) === sortedLetters(word));
}

function sortedLetters(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}
