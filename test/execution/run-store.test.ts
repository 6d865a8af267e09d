import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packRun } from '../../src/execution/packed-run.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { madeRuns } from './made-run.ts';

const [made, other] = madeRuns() as [ReturnType<typeof madeRuns>[0], ReturnType<typeof madeRuns>[0]];
const { order, outcome } = made;
const packed = packRun(order.key, outcome);

function fileOf(store: RunStore, { key } = order): string {
  return join(store.path, key.slice(0, 2), `${key}.run`);
}

/** A store with two runs. */
function filledStore(): RunStore {
  const store = new RunStore(temporaryFolder());
  store.put(order.key, packed);
  store.put(other.order.key, packRun(other.order.key, other.outcome));
  return store;
}

test('what is put under a key is found under it, by another process too, and nothing else is', () => {
  const store = new RunStore(join(temporaryFolder(), 'new/folder'));
  expect(store.get(order)).toBeUndefined();
  store.put(order.key, packed);
  expect(new RunStore(store.path).get(order)).toEqual(outcome);
  expect(store.get(other.order)).toBeUndefined();
  expect(readdirSync(dirname(fileOf(store)))).toEqual([`${order.key}.run`]); // nothing temporary is left
});

/** Puts something in the place of an entry. */
type Spoil = (file: string, store: RunStore) => void;

const oddities: Record<string, Spoil> = {
  nothing: (file) => rmSync(file),
  'half an entry': (file) => truncateSync(file, 90),
  'no bytes': (file) => truncateSync(file, 0),
  'a damaged entry': (file) => {
    const damaged = readFileSync(file);
    damaged[100]! ^= 1;
    writeFileSync(file, damaged);
  },
  'something else': (file) => writeFileSync(file, 'something else'),
  'a copy of another entry': (file, store) => copyFileSync(fileOf(store, other.order), file),
  'another entry, in exchange': (file, store) => {
    const otherFile = fileOf(store, other.order);
    renameSync(file, `${file}.x`);
    renameSync(otherFile, file);
    renameSync(`${file}.x`, otherFile);
  },
  'three gigabytes of nothing': (file) => truncateSync(file, 3e9),
  'a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
  'a folder with something in it': (file) => {
    rmSync(file);
    mkdirSync(join(file, 'x'), { recursive: true });
  },
  'a link into nowhere': (file) => relinked(file, '/nowhere/x'),
  'a link to itself': (file) => relinked(file, file),
  'a device behind a link': (file) => relinked(file, '/dev/zero'),
  'a pipe': (file) => {
    rmSync(file);
    expect(spawnSync('mkfifo', [file]).status).toBe(0);
  },
  'a file where its folder should be': (file) => {
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), 'x');
  },
};

function relinked(file: string, target: string): void {
  rmSync(file);
  symlinkSync(target, file);
}

test.each(Object.entries(oddities))('%s counts as no entry, and is replaced', (_, spoil) => {
  const store = filledStore();
  expect(store.get(order)).toEqual(outcome);
  spoil(fileOf(store), store);
  expect(store.get(order)).toBeUndefined();
  store.put(order.key, packed);
  expect(store.get(order)).toEqual(outcome);
});

test('what a link in place of an entry leads to is neither believed nor touched', () => {
  const store = filledStore();
  const elsewhere = join(temporaryFolder(), 'precious');
  copyFileSync(fileOf(store), elsewhere);
  relinked(fileOf(store), elsewhere);
  expect(store.get(order)).toBeUndefined();
  store.put(order.key, packRun(order.key, { ...outcome, bytesPushed: 1 }));
  expect(readFileSync(elsewhere)).toEqual(Buffer.from(packed));
});

test('a place that cannot be written is said in words', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => new RunStore(join(file, 'store')).put(order.key, packed)).toThrow(
    /a file stands where a folder should be.*LAGGARD_STORE/,
  );
});

test('what a killed process has half written is removed, but not what another one writes', () => {
  const store = filledStore();
  const temporary = (name: string, minutesOld: number) => {
    const file = join(dirname(fileOf(store)), name);
    const time = Date.now() / 1000 - 60 * minutesOld;
    writeFileSync(file, 'half');
    utimesSync(file, time, time);
    return file;
  };
  const left = temporary(`${order.key}.run.0123456789ab.tmp`, 90);
  const kept = [
    temporary(`${order.key}.run.ba9876543210.tmp`, 5),
    temporary('notes.tmp', 90),
    temporary(`${'c'.repeat(64)}.run`, 90),
  ];
  store.sweep();
  expect(existsSync(left)).toBe(false);
  expect(kept.filter(existsSync)).toEqual(kept);
  expect(store.get(order)).toEqual(outcome);
  new RunStore(join(store.path, 'nowhere')).sweep();
});
