import { DynamicRule, dynamic } from '../../src/optimizers/server/dynamic.ts';
import { versionsKept } from '../laws/06-dynamic.ts';
import { type Mutant, withRule } from './mutant.ts';

export const countsDroppedVersions: Mutant = {
  wrong: 'versions that were dropped count as kept',
  subject: withRule({
    ...dynamic,
    create: ({ versions }, { workerCount, parameterCount }) => {
      const rule = new DynamicRule(workerCount, parameterCount, versions as 'by-clock' | 'by-version');
      const seen = new Set<number>();
      return {
        close: (parameters, held, view) => {
          for (const { worker } of held) seen.add(rule.versionOf[worker]!);
          rule.close(parameters, held, view);
        },
        read: (worker, parameters, view) => rule.read(worker, parameters, view),
        get kept() {
          return { ...rule.kept, count: seen.size };
        },
      };
    },
  }),
  breaks: [versionsKept],
};
