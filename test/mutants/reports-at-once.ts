import { VersionMaster } from '../../src/simulation/version-master.ts';
import { reportsComeAtTheirTimes } from '../laws/23-partition-sync.ts';
import { real } from '../laws/law.ts';
import { type Mutant, patched } from './mutant.ts';

const versions = new WeakMap<VersionMaster, number[]>();

export const reportsAtOnce: Mutant = {
  wrong: 'the master hears of a version as soon as a shard has come to it',
  subject: {
    ...real,
    simulate: (...given) =>
      patched(
        VersionMaster.prototype,
        {
          become(this: VersionMaster, shard: number, version: number) {
            const known = versions.get(this) ?? [];
            known[shard] = version;
            versions.set(this, known);
          },
          reportOf(this: VersionMaster, shard: number) {
            return versions.get(this)?.[shard] ?? 0;
          },
        },
        () => real.simulate(...given),
      ),
  },
  breaks: [reportsComeAtTheirTimes],
};
