import { ssp } from '../../src/protocols/ssp.ts';
import { noNeedlessWaiting } from '../laws/05-bounded-lead.ts';
import { type Mutant, withProtocol } from './mutant.ts';

/** Safe, and slower than it says. */
export const gateTooStrict: Mutant = {
  wrong: 'a bound of s clocks is kept as one of s − 1',
  subject: withProtocol({
    ...ssp,
    create: (options, context) => {
      const { staleness, ...others } = options as { staleness: number | 'unbounded' };
      const bound = typeof staleness === 'number' ? Math.max(0, staleness - 1) : staleness;
      return ssp.create({ ...others, staleness: bound } as never, context);
    },
  }),
  breaks: [noNeedlessWaiting],
};
