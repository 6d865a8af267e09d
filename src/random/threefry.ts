/**
 * Threefry-4x32-20: a counter-based generator (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011). A keyed bijection of a 128-bit counter, so that any draw can be computed alone, in any order; it uses only
 * 32-bit additions, rotations and exclusive-ors and passes BigCrush.
 *
 * `out`, `counter`, `key`: 4 words each; `out` may be `counter`.
 */
export function threefry4x32(out: Uint32Array, counter: Uint32Array, key: Uint32Array): void {
  // The five words of the extended key, which go round by one with every injection.
  let k0 = key[0]! | 0;
  let k1 = key[1]! | 0;
  let k2 = key[2]! | 0;
  let k3 = key[3]! | 0;
  let k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
  let x0 = (counter[0]! + k0) | 0;
  let x1 = (counter[1]! + k1) | 0;
  let x2 = (counter[2]! + k2) | 0;
  let x3 = (counter[3]! + k3) | 0;
  // Twenty rounds: five groups of four, a key injection after each. The groups use one half of the table of rotations in turn.
  for (let group = 1; group <= 5; group++) {
    if (group % 2 === 1) {
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 10) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 26) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 11) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 21) ^ x2;

      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 13) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 27) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 23) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 5) ^ x2;
    } else {
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 6) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 20) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 17) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 11) ^ x2;

      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 25) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 10) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 18) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 20) ^ x2;
    }
    const first = k0;
    k0 = k1;
    k1 = k2;
    k2 = k3;
    k3 = k4;
    k4 = first;
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1) | 0;
    x2 = (x2 + k2) | 0;
    x3 = (x3 + k3 + group) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** The parity constant of the key schedule of Threefish with 32-bit words. */
const PARITY = 0x1bd11bda;

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
