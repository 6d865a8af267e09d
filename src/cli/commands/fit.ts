import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { InputError } from '../../base/errors.ts';
import { visibleLine } from '../../base/visible-text.ts';
import { recordedTimes } from '../../cluster-model/inputs/recorded-times.ts';
import { withFile } from '../../files/file-problem.ts';
import { readContent } from '../../files/load-files.ts';
import { portablePath } from '../../files/portable-path.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { humanNumber } from '../../report/human.ts';
import { textTable, wrapped } from '../../report/text-table.ts';
import type { FittedPart } from '../../scenarios/fitted-part.ts';
import { proposeScenario } from '../../scenarios/propose-scenario.ts';
import { parseQuantity } from '../../scenarios/units.ts';
import { Terminal } from '../terminal.ts';

/** What the command `fit` can be told. Columns are separated by commas. */
export interface FitOptions {
  readonly worker: string;
  readonly clock?: string;
  readonly order: string;
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
  const table = await readContent({ path: file, shown: portablePath(file) }, recordedTimes);
  const communicate = options.communicate ?? (table.has(COMMUNICATE) ? COMMUNICATE : undefined);
  const source = portablePath(file);
  const { parts, remarks, text } = proposeScenario(
    table,
    {
      worker: options.worker,
      clock: columnsIn(options.clock),
      order: orderIn(options.order),
      compute: columnsIn(options.compute),
      ...(communicate !== undefined && { communicate: columnsIn(communicate) }),
      unit: secondsIn(options.unit),
      written: (option, names) => `--${option} ${names.join(',')}`,
    },
    source,
  );
  for (const part of parts) terminal.print(tableOf(part, terminal));
  for (const remark of remarks) terminal.print(wrapped(remark, terminal.width).join('\n'));
  terminal.print('');
  const { out } = options;
  if (out === undefined) terminal.print(text.trimEnd());
  else {
    write(out, text);
    terminal.print(`A scenario with these: ${visibleLine(out)}`);
  }
}

/** Ends the first line of a file that was written here, so that one that somebody has changed is told from it. */
const SEAL = ' Unchanged: ';

/** Writes a proposal, over an earlier one that nobody has changed. */
function write(out: string, text: string): void {
  const before = existsSync(out) ? withFile(out, () => readFileSync(out, 'utf8')) : undefined;
  if (before !== undefined && sealed(withoutSeal(before)) !== before) {
    const message = before.startsWith('# Proposed from')
      ? 'has been changed since fit wrote it'
      : 'is there already, and fit has not written it';
    throw new InputError({ file: out, message, hint: 'choose another place with --out' });
  }
  writeWhole(out, sealed(text), { hint: 'choose another place with --out' });
}

function sealed(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return text.replace('\n', `${SEAL}${digest}\n`);
}

function withoutSeal(text: string): string {
  const end = text.indexOf('\n');
  const first = text.slice(0, end);
  const at = first.lastIndexOf(SEAL);
  return at < 0 ? text : first.slice(0, at) + text.slice(end);
}

function columnsIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',').map((name) => name.trim());
}

function orderIn(text: string): 'clock' | 'file' {
  if (text === 'clock' || text === 'file') return text;
  throw new InputError({ message: `--order ${text}`, allowed: 'clock, file' });
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
