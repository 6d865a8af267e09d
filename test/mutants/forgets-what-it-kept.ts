import type { CompressionDefinition } from '../../src/optimizers/compression/compression.ts';
import { topK } from '../../src/optimizers/compression/top-k.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { agreesWhenCompressed } from '../laws/15-plain-simulator.ts';
import { replacing } from '../support/replacing.ts';
import { type Mutant, withCatalogue } from './mutant.ts';

const forgetful = {
  ...topK,
  create: (options, context) =>
    topK.create({ ...(options as object), errorFeedback: false } as never, context),
} as CompressionDefinition;

/** What a push does not carry is lost. */
export const forgetsWhatItKept: Mutant = {
  wrong: 'top-k drops what it does not send, feedback or not',
  subject: withCatalogue({
    ...builtinCatalogue,
    compressions: replacing(builtinCatalogue.compressions, forgetful),
  }),
  breaks: [agreesWhenCompressed],
};
