import type { DataFacts } from '../report/manifest.ts';

/** Classes of which the numbers are told. */
const MAX_TOLD = 20;

/** Says which number stands for which label, where a scenario has words numbered: `labels: setosa = 0, versicolor = 1`. */
export function labelTexts(data: readonly DataFacts[]): readonly string[] {
  const texts = data.flatMap(({ labels }) => (labels ? [labelText(Object.entries(labels))] : []));
  return [...new Set(texts)];
}

function labelText(labels: readonly (readonly [word: string, number: number])[]): string {
  const told = labels.slice(0, MAX_TOLD).map(([word, number]) => `${word} = ${number}`);
  const more = labels.length > told.length ? `, … (${labels.length}; manifest.json has all)` : '';
  return `labels: ${told.join(', ')}${more}`;
}
