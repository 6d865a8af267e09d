import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestionFor } from '../../src/base/suggest.ts';

const known = ['staleness', 'pullRule', 'pull', 'learningRate', 'batchesPerClock'];

test.each([
  ['stalness', 'staleness'],
  ['stalnes', 'staleness'],
  ['Staleness', 'staleness'],
  ['pullrule', 'pullRule'],
  ['pul', 'pull'],
  ['learning-rate', 'learningRate'],
  ['learning_rate', 'learningRate'],
  ['batchPerClock', 'batchesPerClock'],
])('%s was meant to be %s', (word, meant) => {
  expect(suggestionFor(word, known)).toBe(meant);
});

test('a word that is like none of those known gets no suggestion', () => {
  for (const word of ['colour', 'x', '', 'stop', 'constructor'])
    expect(suggestionFor(word, known)).toBeUndefined();
  expect(suggestionFor('stalness', [])).toBeUndefined();
});

test('letters in the wrong order are forgiven in a short word too', () => {
  expect(suggestionFor('bps', ['asp', 'bsp', 'ssp'])).toBe('bsp');
  expect(suggestionFor('bpx', ['asp', 'bsp', 'ssp'])).toBeUndefined();
});

test('of words at the same distance the one listed first is meant', () => {
  expect(suggestionFor('xsp', ['asp', 'bsp', 'ssp'])).toBe('asp');
});

test('one letter wrong, left out, added or swapped with its neighbour is always forgiven in a word of six or more', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  const edit = fc.record({
    kind: fc.constantFrom('wrong', 'missing', 'more', 'swapped'),
    at: fc.nat(),
    letter: fc.constantFrom(...letters),
  });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...letters), { minLength: 6, maxLength: 15 }),
      edit,
      (word, { kind, at, letter }) => {
        const place = at % (word.length - 1);
        const [first, second] = [word[place]!, word[place + 1]!];
        const edited = {
          wrong: word.with(place, letter),
          missing: word.toSpliced(place, 1),
          more: word.toSpliced(place, 0, letter),
          swapped: word.toSpliced(place, 2, second, first),
        }[kind]!;
        expect(suggestionFor(edited.join(''), ['1234567890123456', word.join('')])).toBe(word.join(''));
      },
    ),
  );
});
