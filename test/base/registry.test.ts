import { expect, test } from 'vitest';
import { InvariantError } from '../../src/base/assert.ts';
import { InputError } from '../../src/base/errors.ts';
import { registryOf } from '../../src/base/registry.ts';

const fruit = registryOf<{ name: string; colour: string }>('fruit')(
  { name: 'pear', colour: 'green' },
  { name: 'apple', colour: 'red' },
);

test('what is registered is found by name and listed in the order of registration', () => {
  expect(fruit.get('apple').colour).toBe('red');
  expect(fruit.names).toEqual(['pear', 'apple']);
  expect(fruit.has('pear')).toBe(true);
});

test('an unknown name is bad input: it says what is known and what was probably meant', () => {
  expect(() => fruit.get('aple')).toThrow(InputError);
  expect(() => fruit.get('aple')).toThrow(
    'aple is not a known fruit (allowed: pear, apple; did you mean apple?)',
  );
  expect(() => fruit.get('screwdriver')).toThrow('screwdriver is not a known fruit (allowed: pear, apple)');
});

test('what every object has by itself is not registered', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(fruit.has(name)).toBe(false);
    expect(() => fruit.get(name)).toThrow(InputError);
  }
});

test('a plugin makes a larger registry and leaves the old one alone; it cannot take a name that is taken', () => {
  const more = fruit.with({ name: 'plum', colour: 'blue' });
  expect(more.names).toEqual(['pear', 'apple', 'plum']);
  expect(fruit.names).toEqual(['pear', 'apple']);
  expect(() => fruit.with({ name: 'pear', colour: 'brown' })).toThrow('there is already a fruit called pear');
  expect(() => fruit.with({ name: 'fig', colour: 'blue' }, { name: 'fig', colour: 'brown' })).toThrow(
    InputError,
  );
});

test('two of our own with one name are a bug of ours', () => {
  const one = { name: 'fig', colour: 'blue' };
  expect(() => registryOf<{ name: string }>('fruit')(one, one)).toThrow(InvariantError);
});
