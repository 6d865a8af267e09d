import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packRun } from '../../src/execution/packed-run.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { resultOf } from '../report/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const key = 'ab'.repeat(32);
const outcome = (() => {
  const { parameters: _, ...rest } = resultOf({ algorithm: 'ssp', time: 3e9 });
  return rest;
})();

function fileOf(store: RunStore): string {
  return join(store.path, 'ab', `${key}.run`);
}

test('what is put under a key is found under it, by another process too, and nothing else is', () => {
  const store = new RunStore(join(temporaryFolder(), 'new/folder'));
  expect(store.get(key)).toBeUndefined();
  store.put(key, packRun(outcome));
  expect(new RunStore(store.path).get(key)).toEqual(outcome);
  expect(store.get('ac'.repeat(32))).toBeUndefined();
  expect(readdirSync(join(store.path, 'ab'))).toEqual([`${key}.run`]); // nothing temporary is left
});

test('an entry that is half written, damaged or of another kind counts as not there, and is replaced', () => {
  const store = new RunStore(temporaryFolder());
  const packed = packRun(outcome);
  store.put(key, packed);
  const whole = readFileSync(fileOf(store));
  const damaged = Buffer.from(whole);
  damaged[100]! ^= 1;
  for (const bytes of [whole.subarray(0, 90), damaged, Buffer.from(''), Buffer.from('something else')]) {
    writeFileSync(fileOf(store), bytes);
    expect(store.get(key)).toBeUndefined();
    store.put(key, packed);
    expect(store.get(key)).toEqual(outcome);
  }
});

test('a place that cannot be written is said in words', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => new RunStore(join(file, 'store')).put(key, packRun(outcome))).toThrow(
    /a file stands where a folder should be.*LAGGARD_STORE/,
  );
});
