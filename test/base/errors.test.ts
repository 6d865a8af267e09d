import { expect, test } from 'vitest';
import { assert, InvariantError } from '../../src/base/assert.ts';
import { describeProblem, InputError } from '../../src/base/errors.ts';

test('a problem says where, what, and what is allowed, on one line', () => {
  expect(
    describeProblem({
      file: 'slow-fifth.yaml',
      line: 9,
      column: 14,
      path: 'cluster.workers[2].speed',
      message: '-3',
      allowed: 'a number > 0',
    }),
  ).toBe('slow-fifth.yaml:9:14: cluster.workers[2].speed: -3 (allowed: a number > 0)');
  expect(
    describeProblem({
      file: 'slow-fifth.json',
      path: 'algorithms[1].name',
      message: 'spp',
      allowed: 'asp, bsp, consgd, dynsgd, ssp',
      hint: 'did you mean ssp?',
    }),
  ).toBe(
    'slow-fifth.json: algorithms[1].name: spp (allowed: asp, bsp, consgd, dynsgd, ssp; did you mean ssp?)',
  );
});

test('a problem says no more than is known', () => {
  expect(describeProblem({ message: 'no file' })).toBe('no file');
  expect(describeProblem({ message: 'no file', hint: 'give one' })).toBe('no file (give one)');
  expect(describeProblem({ line: 3, message: 'odd' })).toBe('3: odd');
  expect(describeProblem({ path: 'stop', message: 'missing' })).toBe('stop: missing');
});

test('bad input may be one sentence, one problem or many, each on a line of its own', () => {
  expect(new InputError('no such file').message).toBe('no such file');
  expect(new InputError('no such file').problems).toEqual([{ message: 'no such file' }]);
  const one = { path: 'seed', message: '-1' };
  expect(new InputError(one).problems).toEqual([one]);
  const both = new InputError([one, { path: 'stop', message: 'missing' }]);
  expect(both.message).toBe('seed: -1\nstop: missing');
  expect(both.problems).toHaveLength(2);
  expect(both.name).toBe('InputError');
});

test('a broken promise of our own is another kind of error than bad input', () => {
  expect(() => assert(false, 'worker 3 behind the slowest at 17 ns')).toThrow(InvariantError);
  expect(() => assert(false, () => 'worker 3')).toThrow('worker 3');
  expect(new InvariantError('x')).not.toBeInstanceOf(InputError);
});

test('a promise that is kept costs no message', () => {
  let asked = 0;
  assert(true, () => `asked ${++asked}`);
  expect(asked).toBe(0);
});
