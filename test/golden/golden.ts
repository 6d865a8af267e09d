import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Compares `text` with the golden file of that name. With UPDATE_GOLDEN=1 it becomes the golden file.
 * @throws Error that shows the first differing line; the new text is left beside the old as NAME.new.
 */
export function demandGolden(name: string, text: string, folder = new URL('.', import.meta.url)): void {
  const file = fileURLToPath(new URL(name, folder));
  const beside = `${file}.new`;
  const golden = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (process.env.UPDATE_GOLDEN === '1' || text === golden) {
    rmSync(beside, { force: true });
    if (text !== golden) writeFileSync(file, text);
    return;
  }
  writeFileSync(beside, text);
  throw new Error(
    golden === undefined ? `there is no ${name} yet; ${accept(name)}` : difference(name, golden, text),
  );
}

function difference(name: string, golden: string, text: string): string {
  const [before, after] = [golden.split('\n'), text.split('\n')];
  const line = before.findIndex((words, k) => words !== after[k]);
  const at = line < 0 ? before.length : line;
  return [
    `${name}:${at + 1} differs`,
    `  was  ${before[at] ?? '(the end)'}`,
    `  is   ${after[at] ?? '(the end)'}`,
    accept(name),
  ].join('\n');
}

function accept(name: string): string {
  return `the new text is in ${name}.new; UPDATE_GOLDEN=1 accepts it`;
}
