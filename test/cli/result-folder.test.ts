import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { ResultFolder } from '../../src/cli/result-folder.ts';
import { type ResultFile, resultFileNames, resultFiles } from '../../src/report/result-files.ts';
import { studyOf } from '../report/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const facts = { version: '1', command: '', inputs: [], target: undefined };
const host = { node: '', platform: '', architecture: '', processors: 1, wallSeconds: 0 };

function someFiles(algorithm = 'bsp'): readonly ResultFile[] {
  return resultFiles(studyOf([{ algorithm }]), facts, host);
}

function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** The message with which the folder is refused. */
function refusal(path: string): string {
  try {
    ResultFolder.claim(path, resultFileNames);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('a study leaves exactly its files, and a second one takes their place', () => {
  const path = join(temporaryFolder(), 'a', 'b');
  ResultFolder.claim(path, resultFileNames).write(someFiles('bsp'));
  expect(Object.keys(contentsOf(path))).toEqual([...resultFileNames].sort());
  ResultFolder.claim(path, resultFileNames).write(someFiles('asp'));
  const expected = Object.fromEntries(
    someFiles('asp').map(({ name, pieces }) => [name, [...pieces()].join('')]),
  );
  expect(contentsOf(path)).toEqual(expected);
});

test("nobody's file is overwritten or deleted: what no manifest lists is in the way", () => {
  const path = temporaryFolder();
  writeFileSync(join(path, 'runs.csv'), 'mine');
  writeFileSync(join(path, 'notes.txt'), 'also mine');
  expect(refusal(path)).toMatch(/runs\.csv: is in the way .*--out/);
  expect(contentsOf(path)).toEqual({ 'runs.csv': 'mine', 'notes.txt': 'also mine' });
});

test('a manifest that is not ours vouches for nothing, and is itself in the way', () => {
  const path = temporaryFolder();
  writeFileSync(join(path, 'manifest.json'), '{"files":[{"path":"runs.csv"}]}');
  writeFileSync(join(path, 'runs.csv'), 'mine');
  const message = refusal(path);
  expect(message).toContain('manifest.json: is in the way');
  expect(message).toContain('runs.csv: is in the way');
});

test('a folder that stands where a file should be is in the way, listed or not', () => {
  const path = temporaryFolder();
  ResultFolder.claim(path, resultFileNames).write(someFiles().filter(({ name }) => name !== 'curve.csv'));
  mkdirSync(join(path, 'curve.csv'));
  expect(refusal(path)).toContain('curve.csv: is in the way');
});

test('a file that appears while a study runs is not overwritten either', () => {
  const path = temporaryFolder();
  const folder = ResultFolder.claim(path, resultFileNames);
  writeFileSync(join(path, 'curve.csv'), 'mine');
  expect(() => folder.write(someFiles())).toThrow(/curve\.csv: is in the way/);
  expect(contentsOf(path)).toEqual({ 'curve.csv': 'mine' });
});

test('places that cannot be a folder are refused in words, before anything runs', () => {
  const base = temporaryFolder();
  writeFileSync(join(base, 'file'), '');
  symlinkSync('loop', join(base, 'loop'));
  symlinkSync('nowhere', join(base, 'dangling'));
  expect(refusal(join(base, 'file'))).toMatch(/file stands where a folder should be.*--out/);
  expect(refusal(join(base, 'file', 'below'))).toMatch(/file stands where a folder should be.*--out/);
  expect(refusal(join(base, 'loop'))).toMatch(/circle.*--out/);
  expect(refusal(join(base, 'dangling'))).toMatch(/--out/);
  expect(refusal(join(base, 'x'.repeat(300)))).toMatch(/too long.*--out/);
  expect(refusal('/proc/no/such')).toMatch(/--out/); // where the system makes no folders, if there is such a place
});

test('a link to a folder is a folder', () => {
  const base = temporaryFolder();
  mkdirSync(join(base, 'real'));
  symlinkSync('real', join(base, 'link'));
  ResultFolder.claim(join(base, 'link'), resultFileNames).write(someFiles());
  expect(Object.keys(contentsOf(join(base, 'real')))).toHaveLength(resultFileNames.length);
});

test('a write that fails halfway leaves everything as it was, and nothing beside it', () => {
  const path = temporaryFolder();
  const tooLongForATemporaryName = 'x'.repeat(250);
  const names = [...resultFileNames, tooLongForATemporaryName];
  ResultFolder.claim(path, resultFileNames).write(someFiles('bsp'));
  const before = contentsOf(path);
  const folder = ResultFolder.claim(path, names);
  const files = [...someFiles('asp'), { name: tooLongForATemporaryName, pieces: () => [] }];
  expect(() => folder.write(files)).toThrow(/too long.*untouched/);
  expect(contentsOf(path)).toEqual(before);
});
