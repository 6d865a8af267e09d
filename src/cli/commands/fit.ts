import { writeFileSync } from 'node:fs';
import { InputError } from '../../base/errors.ts';
import { visibleLine } from '../../base/visible-text.ts';
import { recordedTimes } from '../../cluster-model/inputs/recorded-times.ts';
import { withFile } from '../../files/file-problem.ts';
import { readContent } from '../../files/load-files.ts';
import { portablePath } from '../../files/portable-path.ts';
import { humanNumber } from '../../report/human.ts';
import { textTable } from '../../report/text-table.ts';
import { type FittedPart, proposeScenario } from '../../scenarios/propose-scenario.ts';
import { parseQuantity } from '../../scenarios/units.ts';
import { Terminal } from '../terminal.ts';

/** What the command `fit` can be told. */
export interface FitOptions {
  readonly compute: string;
  readonly communicate?: string;
  readonly unit: string;
  readonly out?: string;
}

/** The column that is taken for communication times where none is named and the file has it. */
const COMMUNICATE = 'communicate_s';

/** Proposes distributions for the times in a record, and a scenario that uses them: to `--out`, or below the table. */
export async function fitRecord(file: string, options: FitOptions): Promise<void> {
  const terminal = new Terminal({ quiet: false });
  const content = await readContent({ path: file, shown: portablePath(file) }, recordedTimes);
  const communicate = options.communicate ?? (content.table.has(COMMUNICATE) ? COMMUNICATE : undefined);
  const { parts, text } = proposeScenario(
    content,
    {
      compute: options.compute,
      unit: secondsIn(options.unit),
      ...(communicate !== undefined && { communicate }),
    },
    portablePath(file),
  );
  for (const part of parts) terminal.print(tableOf(part, terminal));
  const { out } = options;
  if (out === undefined) terminal.print(text.trimEnd());
  else {
    withFile(out, () => writeFileSync(out, text, { flag: 'wx' }), {
      hint: 'choose another place with --out',
    });
    terminal.print(`A scenario with these: ${visibleLine(out)}`);
  }
}

/** `1 ms` in seconds; a bare number is one of seconds. */
function secondsIn(text: string): number {
  const seconds = Number.isFinite(Number(text)) ? Number(text) : parseQuantity(text, 'seconds');
  if (seconds !== undefined && seconds > 0) return seconds;
  throw new InputError({ message: `--unit ${text}`, allowed: 'a duration > 0 such as 1 ms' });
}

function tableOf({ title, count, fits }: FittedPart, { width, paint }: Terminal): string {
  const cells = (cell: (fit: FittedPart['fits'][number]) => string) => fits.map(cell);
  const lines = textTable(
    [
      { head: 'distribution', align: 'left', cells: cells(({ distribution }) => distribution) },
      { head: 'parameters', align: 'left', cells: cells(({ parameters }) => inWords(parameters)) },
      { head: 'KS distance', align: 'right', cells: cells(({ distance }) => distance.toFixed(4)) },
      { head: 'AIC', align: 'right', cells: cells(({ aic }) => aic.toFixed(1)) },
    ],
    width,
    paint.dim,
  );
  return [`${title} (${count} values)`, ...lines, ''].join('\n');
}

function inWords(parameters: Readonly<Record<string, number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${humanNumber(value)}`)
    .join(', ');
}
