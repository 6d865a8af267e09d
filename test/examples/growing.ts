import { defineProtocol, integerOption } from 'laggard';

/** SSP whose bound grows by one every `every` clocks, up to `most`. */
export const growing = defineProtocol({
  name: 'growing',
  summary: 'A worker may lead the slowest by a bound that grows with time.',
  options: {
    every: integerOption({ description: 'Clocks after which the bound grows by one.', min: 1, default: 10 }),
    most: integerOption({ description: 'The bound does not grow beyond this.', min: 0, default: 5 }),
  },
  asksAgain: 'when-slowest-moves',
  leadBound: ({ most }) => most,
  create: ({ every, most }) => {
    const bound = (clock: number) => Math.min(most, Math.floor(clock / every));
    return {
      needsPull: ({ clock, cachedMinClock }) => cachedMinClock < clock - bound(clock),
      admitPull: ({ clock }, { minClock }) => clock <= minClock + bound(clock),
    };
  },
});
