import { expect, test } from 'vitest';
import { threefry4x32 } from '../../src/random/threefry.ts';

const words = (text: string) => Uint32Array.from(text.split(' '), (word) => Number.parseInt(word, 16));

// Known answers of the authors' library Random123 (kat_vectors, threefry4x32, 20 rounds).
const KNOWN = [
  [
    '00000000 00000000 00000000 00000000',
    '00000000 00000000 00000000 00000000',
    '9c6ca96a e17eae66 fc10ecd4 5256a7d8',
  ],
  [
    'ffffffff ffffffff ffffffff ffffffff',
    'ffffffff ffffffff ffffffff ffffffff',
    '2a881696 57012287 f6c7446e a16a6732',
  ],
  [
    '243f6a88 85a308d3 13198a2e 03707344',
    'a4093822 299f31d0 082efa98 ec4e6c89',
    '59cd1dbb b8879579 86b5d00c ac8b6d84',
  ],
] as const;

test.each(KNOWN)('the generator is Threefry-4x32-20: counter %s, key %s', (counter, key, answer) => {
  const out = new Uint32Array(4);
  threefry4x32(out, words(counter), words(key));
  expect(out).toEqual(words(answer));
});

test('the answer may overwrite the counter, and the key stays', () => {
  const [counter, key, answer] = KNOWN[2];
  const both = words(counter);
  const kept = words(key);
  threefry4x32(both, both, kept);
  expect(both).toEqual(words(answer));
  expect(kept).toEqual(words(key));
});

test('one bit of counter or key changes about half of the bits of the answer', () => {
  const flips: number[] = [];
  for (let bit = 0; bit < 256; bit++) {
    const input = new Uint32Array(8);
    const changed = new Uint32Array(8);
    changed[bit >>> 5] = 1 << (bit & 31);
    flips.push(distance(answerOf(input), answerOf(changed)));
  }
  // 128 bits flip with chance 1/2 each: mean 64, standard deviation 5.66; five of them either way.
  expect(Math.min(...flips)).toBeGreaterThan(64 - 5 * 5.66);
  expect(Math.max(...flips)).toBeLessThan(64 + 5 * 5.66);
});

function answerOf(input: Uint32Array): Uint32Array {
  const out = new Uint32Array(4);
  threefry4x32(out, input.subarray(0, 4), input.subarray(4));
  return out;
}

function distance(a: Uint32Array, b: Uint32Array): number {
  let bits = 0;
  a.forEach((word, k) => {
    for (let rest = (word ^ b[k]!) >>> 0; rest > 0; rest >>>= 1) bits += rest & 1;
  });
  return bits;
}
