import { Stream } from '../../src/random/streams.ts';
import { bspRounds, shardIsQueue } from '../laws/10-closed-forms.ts';
import { real } from '../laws/law.ts';
import { type Mutant, patched } from './mutant.ts';

const { uniform } = Stream.prototype;

/** A key that forgets its first coordinate. */
export const workersShareTheirLuck: Mutant = {
  wrong: 'all workers get the same draws',
  subject: {
    ...real,
    simulate: (trial, options) =>
      patched(
        Stream.prototype,
        {
          uniform(this: Stream, _subject, index, part, attempt) {
            return uniform.call(this, 0, index, part, attempt);
          },
        },
        () => real.simulate(trial, options),
      ),
  },
  breaks: [bspRounds, shardIsQueue],
};
