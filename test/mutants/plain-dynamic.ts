import { dynamic } from '../../src/optimizers/server/dynamic.ts';
import type { ServerRuleDefinition } from '../../src/optimizers/server/server-rule.ts';

/** What a wrong DynSGD may do differently. */
export interface DynamicFaults {
  /** What δ = u − ū is divided by, where S(v) = 1 + pushes received. */
  divisor?(count: number): number;
  /** V(m) after a pull. */
  afterPull?(version: number, latest: number): number;
  /** Versions below this are dropped. */
  dropLimit?(minVersion: number, latest: number): number;
  /** Whether earlier updates of the version are revised. */
  readonly revises?: boolean;
  /** Whether cmax is the fastest worker's clock whatever `versions` says. */
  readonly alwaysByClock?: boolean;
}

/** Algorithm 2 of Jiang et al., SIGMOD 2017 once more, as short as it gets, with places to go wrong. Dropped versions may return. */
export function dynamicWith(faults: DynamicFaults): ServerRuleDefinition {
  const {
    divisor = (count) => count,
    afterPull = (_, latest) => latest,
    dropLimit = Math.min,
    revises = true,
    alwaysByClock = false,
  } = faults;
  return {
    ...dynamic,
    create: ({ versions }, { workerCount }) => {
      let unused = 0;
      const latest = (maxClock: number) => (versions === 'by-version' && !alwaysByClock ? unused : maxClock);
      const versionOf = new Array<number>(workerCount).fill(0);
      const live = new Map<number, { count: number; mean: Float64Array }>();
      return {
        close: (parameters, held, { maxClock }) => {
          for (const { worker, values, indices } of held) {
            const update = new Float64Array(parameters.length);
            values.forEach((value, k) => {
              update[indices?.[k] ?? k] = value;
            });
            const v = versionOf[worker]!;
            const version = live.get(v) ?? { count: 1, mean: new Float64Array(parameters.length) };
            live.set(v, version);
            update.forEach((value, j) => {
              const before = revises ? version.mean[j]! : 0;
              const delta = (value - before) / divisor(version.count);
              parameters[j]! += delta;
              version.mean[j]! += delta;
            });
            version.count += 1;
            versionOf[worker] = v + 1;
            unused = Math.max(unused, v + 1);
            const limit = dropLimit(Math.min(...versionOf), latest(maxClock));
            for (const index of live.keys()) if (index < limit) live.delete(index);
          }
        },
        read: (worker, _parameters, { maxClock }) => {
          versionOf[worker] = afterPull(versionOf[worker]!, latest(maxClock));
        },
      };
    },
  };
}
