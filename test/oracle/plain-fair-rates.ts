/** A flow: the links that it crosses, and the most that it wants. */
export interface PlainFlow {
  readonly links: readonly number[];
  readonly limit: number;
}

/**
 * Max-min fair rates as textbooks fill links: of all links the one whose rest, divided among its flows that still rise, is
 * smallest stops those flows; before that, the flows that want least stop if they want no more than that. Everything is looked at every time.
 */
export function plainFairRates(capacities: ArrayLike<number>, flows: readonly PlainFlow[]): number[] {
  const left = Array.from(capacities);
  const rates = new Array<number>(flows.length).fill(Number.NaN);
  const isRising = (flow: PlainFlow, k: number) => Number.isNaN(rates[k]) && flow.links.length > 0;
  for (;;) {
    const shares = left.map((rest, link) => {
      const count = flows.filter((flow, k) => isRising(flow, k) && flow.links.includes(link)).length;
      return count === 0 ? Number.POSITIVE_INFINITY : rest / count;
    });
    const least = Math.min(...shares);
    if (least === Number.POSITIVE_INFINITY) return rates;
    const lowest = Math.min(...flows.filter(isRising).map(({ limit }) => limit));
    const full = shares.indexOf(least);
    const stopping = flows.filter(
      (flow, k) => isRising(flow, k) && (lowest <= least ? flow.limit === lowest : flow.links.includes(full)),
    );
    for (const flow of stopping) {
      rates[flows.indexOf(flow)] = Math.min(lowest, least);
      for (const link of flow.links) left[link]! -= Math.min(lowest, least);
    }
  }
}
