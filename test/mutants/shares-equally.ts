import { sharesAreFair } from '../laws/18-contention.ts';
import { PlainFairShare, type PlainSurroundings } from '../oracle/plain-contention.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class EqualShares extends PlainFairShare {
  override ratesOf(flows: PlainFairShare['flows']): number[] {
    const share = (link: number) => {
      const count = flows.filter(({ links }) => links.includes(link)).length;
      return this.capacities[link]! / count;
    };
    return flows.map(({ links, limit }) => Math.min(limit, ...links.map(share)));
  }
}

class SharesEqually extends PlainSimulator {
  override fairShare(surroundings: PlainSurroundings): PlainFairShare {
    return new EqualShares(surroundings);
  }
}

/** What one cannot use because of another link is lost to all. */
export const sharesEqually: Mutant = {
  wrong: 'each link is divided equally among its flows, whether or not they can use their parts',
  subject: withClockwork(SharesEqually),
  breaks: [sharesAreFair],
};
