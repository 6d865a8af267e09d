import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** A file of the paper's numbers; page numbers are those of the proceedings. */
export function reference(file: string): readonly Record<string, string>[] {
  const text = readFileSync(new URL(`reference/${file}`, import.meta.url), 'utf8');
  return parse(text, { columns: true, comment: '#' }) as Record<string, string>[];
}
