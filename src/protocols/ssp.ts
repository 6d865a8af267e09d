import { choiceOption, integerOrWord } from '../base/options.ts';
import { defineProtocol } from './protocol.ts';

/**
 * Stale synchronous parallel (Ho et al., NIPS 2013), as Algorithm 1 of Jiang et al., SIGMOD 2017.
 *
 * A worker may start clock c while c − min(clocks) ≤ staleness. It goes on with its own replica as long as the slowest
 * clock it has heard of allows that, and pulls otherwise. Here `clock` is the one about to start; the paper's listing
 * compares the one just finished, which lets a worker lead by one more (`pullRule: paper`).
 */
export const ssp = defineProtocol({
  name: 'ssp',
  summary: 'A worker may lead the slowest by at most `staleness` clocks.',
  reference: 'Ho et al., NIPS 2013',
  options: {
    staleness: integerOrWord({
      description: 'Clocks by which a worker may lead the slowest.',
      min: 0,
      words: ['unbounded'],
      default: 3,
    }),
    pullRule: choiceOption(['strict', 'paper'], {
      description:
        'strict: pull before clock c when the slowest clock heard of is below c − s. paper: below c − 1 − s, as the listing reads.',
      default: 'strict',
    }),
    pull: choiceOption(['when-needed', 'every-clock'], {
      description: 'Whether a worker pulls only when the bound asks for it, or before every clock.',
      default: 'when-needed',
    }),
  },
  asksAgain: 'when-slowest-moves',
  leadBound: ({ staleness }) => staleness,
  create: ({ staleness, pullRule, pull }) => {
    const bound = staleness === 'unbounded' ? Number.POSITIVE_INFINITY : staleness;
    const slack = pullRule === 'paper' ? bound + 1 : bound;
    return {
      needsPull: ({ clock, cachedMinClock }) => pull === 'every-clock' || cachedMinClock < clock - slack,
      admitPull: ({ clock }, { minClock }) => clock <= minClock + bound,
    };
  },
});
