import type { UniformSequence } from './streams.ts';

/** Shuffles `items` in place (Durstenfeld's form of the Fisher–Yates shuffle). */
export function shuffle(items: Uint32Array, uniforms: UniformSequence): void {
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = uniforms.below(last + 1);
    const moved = items[last]!;
    items[last] = items[chosen]!;
    items[chosen] = moved;
  }
}
