import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { DataFolder } from './harness/data-folder.ts';
import type { Outcome, Unmeasured } from './harness/outcome.ts';
import { MissingReference } from './harness/subject.ts';
import type { Context, Row } from './rows/context.ts';
import { rows } from './rows/index.ts';
import { laterRows, reaches, type Target, targets } from './targets.ts';

const USAGE = 'npm run bench -- [--quick] [ROW...]   (rows: the numbers of docs/benchmarks.md)';

type Line = Outcome | Unmeasured;

process.exitCode = await main();

async function main(): Promise<number> {
  const { quick, wanted } = parse();
  const known = new Set([...Object.values(targets).map(({ row }) => row), ...laterRows.keys()]);
  const unknown = wanted.filter((row) => !known.has(row));
  if (unknown.length > 0) {
    console.error(`no row ${unknown.join(', ')} (${USAGE})`);
    return 2;
  }
  const chosen = rows.filter((row) => wanted.length === 0 || row.targets.some((t) => wanted.includes(t.row)));
  console.log(hostLine(quick));
  const folder = new DataFolder();
  const lines = await measureAll(chosen, { quick, folder, note: (text) => console.log(`  ${text}`) });
  folder.remove();
  console.log(tableOf(lines));
  console.log('* harder than the target asks for; not counted');
  console.log(loadLine());
  for (const [row, what] of laterRows) {
    if (wanted.length === 0 || wanted.includes(row)) console.log(`row ${row}, ${what}: not measured yet`);
  }
  return summarise(lines, quick);
}

function parse(): { quick: boolean; wanted: number[] } {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  return { quick: values.quick, wanted: positionals.map(Number) };
}

/** One row after the other; what goes wrong with one does not keep the others from being measured. */
async function measureAll(chosen: readonly Row[], context: Context): Promise<Line[]> {
  const lines: Line[] = [];
  for (const row of chosen) {
    console.log(row.targets.map(({ row, what }) => `row ${row}: ${what}`).join('\n'));
    try {
      lines.push(...(await row.measure(context)));
    } catch (error) {
      const reason = reasonOf(error);
      console.log(`\n  !!! NOT MEASURED: ${reason}\n`);
      lines.push(...row.targets.map((target) => ({ target, reason, failed: !isMissing(error) })));
    }
  }
  return lines;
}

function isMissing(error: unknown): boolean {
  return error instanceof MissingReference;
}

function reasonOf(error: unknown): string {
  if (error instanceof MissingReference) return `the reference is missing: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

function tableOf(lines: readonly Line[]): string {
  const table = new Table({
    head: ['row', 'what', 'ours', 'reference', 'ratio', 'floor', '', 'later', 'aim'],
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: [5, 34, 24, 24, 16, 7, 10, 7, 7],
  });
  for (const line of lines) {
    const { target } = line;
    const what = `${target.what}${'ratio' in line && line.variant ? ` — ${line.variant}` : ''}`;
    if (!('ratio' in line)) {
      table.push([
        target.row,
        what,
        'not measured',
        target.reference,
        '',
        bound(target, target.floor),
        '?',
        '',
        '',
      ]);
      continue;
    }
    const { ours, reference, ratio, check } = line;
    table.push([
      target.row,
      what,
      ours,
      `${target.reference}: ${reference}`,
      `${figure(ratio)}${line.spread ? `\n${line.spread.map(figure).join(' … ')}` : ''}`,
      bound(target, target.floor),
      verdictOf(line),
      bound(target, target.later),
      bound(target, target.aim),
    ]);
    table.push(['', { colSpan: 8, content: `work: ${check}` }]);
  }
  return table.toString();
}

/** A star where the comparison is harder than the target asks for. */
function verdictOf({ target, ratio, beside }: Outcome): string {
  const verdict = reaches(target, ratio, target.floor) ? 'reached' : 'MISSED';
  return beside ? `${verdict.toLowerCase()} *` : verdict;
}

function bound({ measure }: Target, value: number): string {
  return `${measure === 'speed' ? '≥' : '≤'} ${value}`;
}

function figure(ratio: number): string {
  return `${ratio.toPrecision(ratio >= 100 ? 4 : 3)}x`;
}

function hostLine(quick: boolean): string {
  const processors = cpus();
  const sizes = quick ? 'QUICK: small sizes, the verdicts below are no verdicts' : 'full sizes';
  return `Laggard benchmarks, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${processors.length} × ${processors[0]?.model ?? '?'}; ${sizes}\n`;
}

/** Others at work on the machine make every figure doubtful, ratios less than times. */
function loadLine(): string {
  const [load] = loadavg();
  const busy = load! > 1.5 ? ' (others are at work here: repeat this on a quiet machine)' : '';
  return `load ${load!.toFixed(1)} on ${cpus().length} processors at the end${busy}`;
}

/** Exit code 1 when something broke or did different work; a missed floor or a missing reference is a finding, not an error. */
function summarise(lines: readonly Line[], quick: boolean): number {
  const measured = lines.filter((line) => 'ratio' in line && !line.beside) as Outcome[];
  const missed = measured.filter(({ target, ratio }) => !reaches(target, ratio, target.floor));
  const unmeasured = lines.filter((line) => !('ratio' in line));
  console.log(
    `${quick ? 'quick: ' : ''}${measured.length - missed.length} of ${measured.length} floors reached` +
      (missed.length > 0 ? `, MISSED: row ${missed.map(({ target }) => target.row).join(', ')}` : '') +
      (unmeasured.length > 0
        ? `; NOT MEASURED: row ${unmeasured.map(({ target }) => target.row).join(', ')}`
        : ''),
  );
  return unmeasured.some((line) => 'failed' in line && line.failed) ? 1 : 0;
}
