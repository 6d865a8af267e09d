/**
 * Threefry-4x32-20: a counter-based generator (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011). A keyed bijection of a 128-bit counter, so that any draw can be computed alone, in any order; it uses only
 * 32-bit additions, rotations and exclusive-ors and passes BigCrush.
 *
 * `out`, `counter`, `key`: 4 words each; `out` may be `counter`.
 */
export function threefry4x32(out: Uint32Array, counter: Uint32Array, key: Uint32Array): void {
  const k0 = key[0]! | 0;
  const k1 = key[1]! | 0;
  const k2 = key[2]! | 0;
  const k3 = key[3]! | 0;
  const k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
  let x0 = (counter[0]! + k0) | 0;
  let x1 = (counter[1]! + k1) | 0;
  let x2 = (counter[2]! + k2) | 0;
  let x3 = (counter[3]! + k3) | 0;
  // Twenty rounds: five groups of four, a key injection after each. Even groups rotate by one half of the table, odd ones by the other.
  for (let group = 1; group <= 5; group++) {
    const odd = (group & 1) === 1;
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, odd ? 10 : 6) ^ x0;
    x2 = (x2 + x3) | 0;
    x3 = rotateLeft(x3, odd ? 26 : 20) ^ x2;

    x0 = (x0 + x3) | 0;
    x3 = rotateLeft(x3, odd ? 11 : 17) ^ x0;
    x2 = (x2 + x1) | 0;
    x1 = rotateLeft(x1, odd ? 21 : 11) ^ x2;

    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, odd ? 13 : 25) ^ x0;
    x2 = (x2 + x3) | 0;
    x3 = rotateLeft(x3, odd ? 27 : 10) ^ x2;

    x0 = (x0 + x3) | 0;
    x3 = rotateLeft(x3, odd ? 23 : 18) ^ x0;
    x2 = (x2 + x1) | 0;
    x1 = rotateLeft(x1, odd ? 5 : 20) ^ x2;
    x0 = (x0 + injected(group, k0, k1, k2, k3, k4)) | 0;
    x1 = (x1 + injected(group + 1, k0, k1, k2, k3, k4)) | 0;
    x2 = (x2 + injected(group + 2, k0, k1, k2, k3, k4)) | 0;
    x3 = (x3 + injected(group + 3, k0, k1, k2, k3, k4) + group) | 0;
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

/** Word `index mod 5` of the extended key. */
function injected(index: number, k0: number, k1: number, k2: number, k3: number, k4: number): number {
  switch (index % 5) {
    case 0:
      return k0;
    case 1:
      return k1;
    case 2:
      return k2;
    case 3:
      return k3;
    default:
      return k4;
  }
}
