import type { Scenario } from '../../src/scenarios/scenario.ts';
import { cardIsQueue } from '../laws/18-contention-closed-forms.ts';
import { real } from '../laws/law.ts';
import type { Mutant } from './mutant.ts';

function withNineTenths(scenario: Scenario): Scenario {
  const { servers } = scenario.cluster;
  const bandwidth = (servers.bandwidth as number) * 0.9;
  return { ...scenario, cluster: { ...scenario.cluster, servers: { ...servers, bandwidth } } };
}

/** As TCP and IP headers would. */
export const losesATenth: Mutant = {
  wrong: 'a card of a server carries nine tenths of its bandwidth',
  subject: {
    ...real,
    simulate: ({ scenario, data }, options) =>
      real.simulate({ data, scenario: withNineTenths(scenario) }, options),
  },
  breaks: [cardIsQueue],
};
