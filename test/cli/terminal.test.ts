import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { hasUnseen } from '../../src/base/visible-text.ts';
import { markedPaint, withColours } from '../../src/cli/colours.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { simHere } from './in-process.ts';
import { put, smallScenario } from './sim.ts';

afterEach(() => vi.restoreAllMocks());

/** A title, another colour, a line turned round, a forged line. */
const EVIL = '\u001b]0;x\u0007\u001b[31m\u202e\u009b2J\nforged: all right';
const SHOWN = '\\u001b]0;x\\u0007\\u001b[31m\\u202e\\u009b2J\\nforged: all right';

test('colours of our own become escape sequences, those of a text are shown', () => {
  const text = `${markedPaint.bold('a \u001b[31mred\u001b[0m b')} ${markedPaint.green('c')}`;
  const written = withColours(text, (part) => part.replaceAll('\u001b', 'ESC'));
  expect(written).toBe('\u001b[1ma ESC[31mredESC[0m b\u001b[22m \u001b[32mc\u001b[39m');
});

test('what is printed, remarked and complained of is visible, and ends in one line feed', () => {
  const written: string[] = [];
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const terminal = new Terminal({ quiet: false });
  terminal.print('a\u001b\n');
  terminal.remark('b\u202e');
  terminal.complain('c\u009b\nd');
  expect(written).toEqual(['a\\u001b\n', 'b\\u202e\n', 'c\\u009b\nd\n']);
});

/** Everything said, of which nothing may be invisible. */
async function said(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await simHere('', ...args);
  expect(hasUnseen(stdout + stderr)).toBe(false);
  expect(stdout + stderr).not.toMatch(/^forged/m);
  return stdout + stderr;
}

/** Writes files into a folder of the test. */
function files() {
  const folder = temporaryFolder();
  return { folder, file: (name: string, text: string) => join(folder, put(folder, name, text)) };
}

test('keys, names of files, options and algorithms are shown escaped, and add no lines', async () => {
  const { folder, file } = files();
  const key = file('key.json', JSON.stringify({ [EVIL]: 1 }));
  expect(await said('validate', key)).toContain(`key.json:1:2: ${SHOWN}: unknown key`);
  expect(await said('validate', join(folder, EVIL))).toContain(`${SHOWN}: no such file`);
  const small = file('small.yaml', smallScenario);
  expect(await said(small, '--algorithm', EVIL)).toContain(`--algorithm ${SHOWN}`);
  expect(await said(small, `--${EVIL}`)).toContain('unknown option');
  expect(await said(small, '--set', `stop.maxClocks=${JSON.stringify(EVIL)}`)).toContain('maxClocks');
  const evilName = join(folder, `a${EVIL.replaceAll('/', '')}.yaml`);
  writeFileSync(evilName, smallScenario);
  expect(await said('validate', evilName)).toContain(`a${SHOWN}.yaml: all right`);
});

test('words of data files and formulas are shown escaped', async () => {
  const { file } = files();
  file('evil.svm', `1 1:1\n${EVIL.split('\n')[0]} 1:2\n`);
  file('evil.csv', `label,${EVIL.split('\n')[0]}\n1,x\n`);
  for (const data of ['evil.svm', 'evil.csv']) {
    const source = `{ file: ${data}${data.endsWith('csv') ? ', label: label' : ''} }`;
    const text = smallScenario.replace(/\{ synthetic.*\} \}/, source);
    expect(await said('validate', file('data.yaml', text))).toContain(`${data}:2`);
  }
  const stragglers = [{ kind: 'expression', factor: `1 + ${EVIL}` }];
  const { scenario } = parseScenario(smallScenario);
  const formula = JSON.stringify({ ...scenario, cluster: { ...scenario.cluster, stragglers } });
  expect(await said('validate', file('formula.json', formula))).toContain('cluster.stragglers[0].factor');
});

test('show prints a scenario file that means the same, and --json stays JSON', async () => {
  const { folder, file } = files();
  const description = `${EVIL}\u{e0041} \ud800`;
  const { scenario } = parseScenario(smallScenario);
  const evil = file('evil.json', JSON.stringify({ ...scenario, description, stop: { maxClocks: 2 } }));
  expect(parseScenario(await said('show', evil)).scenario.description).toBe(description);
  const out = join(folder, 'out');
  const lines = (await said(evil, '--json', '--out', out)).trim().split('\n');
  const printed = lines.filter((line) => !line.startsWith('warning: ')).map((line) => JSON.parse(line));
  expect(printed.flatMap(({ algorithm }) => algorithm ?? [])).toEqual(['bsp', 'ssp', 'dynsgd']);
  await said(evil, '--out', out);
});

test('a swept text with control characters is drawn, and a cell that a spreadsheet would compute is text', async () => {
  const { folder, file } = files();
  const names = ['a\u0001.svm', '=1+1.svm'];
  for (const name of names) file(name, '1 1:2\n-1 1:3\n1 1:1\n-1 1:2\n');
  const base = smallScenario.replace(/\{ synthetic.*\} \}/, `{ file: ${JSON.stringify(names[0])} }`);
  const swept = `${base}sweep: { workload.data.file: ${JSON.stringify(names)} }\n`;
  const text = swept.replace('objective: 0.1, maxClocks: 300', 'maxClocks: 2').replace('10%', '1');
  const out = join(folder, 'charts');
  const text2 = text.replace('count: 4', 'count: 3');
  expect(await said(file('swept.yaml', text2), '--charts', '--no-report', '--out', out)).toContain(
    'file a\\u0001.svm',
  );
  expect(readFileSync(join(out, 'runs.csv'), 'utf8')).toContain("small,'=1+1.svm,bsp");
  expect(readFileSync(join(out, 'chart-heat.svg'), 'utf8')).not.toContain('\u0001');
});
