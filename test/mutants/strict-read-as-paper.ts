import { ssp } from '../../src/protocols/ssp.ts';
import { sspZeroIsBsp } from '../laws/04-equal-algorithms.ts';
import { boundedLead, replicasAreFresh } from '../laws/05-bounded-lead.ts';
import { type Mutant, withProtocol } from './mutant.ts';

/** `pullRule: strict` does what `paper` does. */
export const strictReadAsPaper: Mutant = {
  wrong: 'a worker pulls before clock c only when cp < c − 1 − s, whatever the pull rule',
  subject: withProtocol({
    ...ssp,
    create: (options, context) => ssp.create({ ...(options as object), pullRule: 'paper' } as never, context),
  }),
  breaks: [boundedLead, replicasAreFresh, sspZeroIsBsp],
};
