/**
 * The places of a long curve that are worth drawing: the first, the last, and of each of equal stretches the lowest and the highest,
 * so that no peak is lost. All places where there are no more than `most`.
 */
export function thinned(values: readonly (number | null)[], most: number): readonly number[] {
  const { length } = values;
  if (length <= most) return Array.from(values, (_, place) => place);
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const kept = new Set([0, length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * length) / stretches);
    const to = Math.floor(((stretch + 1) * length) / stretches);
    let lowest = from;
    let highest = from;
    for (let place = from; place < to; place++) {
      if (isBelow(values[place]!, values[lowest]!)) lowest = place;
      if (isBelow(values[highest]!, values[place]!)) highest = place;
    }
    kept.add(lowest);
    kept.add(highest);
  }
  return [...kept].sort((a, b) => a - b);
}

function isBelow(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a < b;
}
