import { LONGEST_RUN, workerCountOf } from './checks.ts';
import type { Finding } from './problems.ts';
import type { Scenario, StragglerSpec } from './scenario.ts';
import { messagesTakeTime, onlyStretches, workTakesTime } from './time-sources.ts';

/** Warnings about valid but suspicious scenarios. */
export function oddities(scenario: Scenario): Finding[] {
  return [
    ...hitsNobody(scenario),
    ...stretchesNothing(scenario),
    ...learnsAlone(scenario),
    ...neverReached(scenario),
  ];
}

function hitsNobody({ cluster }: Scenario): Finding[] {
  const count = workerCountOf(cluster);
  return (['stragglers', 'faults'] as const).flatMap((section) =>
    (cluster[section] ?? []).flatMap(({ fraction }, k) => {
      if (fraction === undefined || Math.round(fraction * count) > 0) return [];
      const message = `${fraction} of ${count} workers rounds to 0: the entry hits nobody`;
      return [{ path: ['cluster', section, k, 'fraction'], message, about: 'value' as const }];
    }),
  );
}

/** Factors of what takes no time. */
function stretchesNothing({ cluster, workload, algorithms }: Scenario): Finding[] {
  const { stragglers } = cluster;
  const isAdded = (part: StragglerSpec['affects'][number]) =>
    stragglers.some((other) => !onlyStretches(other) && other.affects.includes(part));
  const takesTime = {
    compute: workTakesTime(workload.computeTime, algorithms) || isAdded('compute'),
    network: messagesTakeTime(cluster) || isAdded('network'),
  };
  return stragglers.flatMap((straggler, k) => {
    if (!onlyStretches(straggler) || straggler.affects.some((part) => takesTime[part])) return [];
    const what = straggler.affects
      .map((part) => (part === 'compute' ? 'computing' : 'messages'))
      .join(' and ');
    const message = `multiplies the time of ${what}, of which there is none: the entry changes nothing`;
    return [{ path: ['cluster', 'stragglers', k], message, about: 'value' as const }];
  });
}

function learnsAlone({ algorithms }: Scenario): Finding[] {
  return algorithms.flatMap(({ protocol, staleness, pull }, k) => {
    if (protocol !== 'ssp' || staleness !== 'unbounded' || pull === 'every-clock') return [];
    const message = 'without a bound and with pull: when-needed no worker ever pulls: each learns alone';
    return [{ path: ['algorithms', k, 'staleness'], message, about: 'value' as const }];
  });
}

function neverReached({ stop: { maxTime = 0 } }: Scenario): Finding[] {
  if (maxTime <= LONGEST_RUN) return [];
  const message = `${maxTime} s is beyond the 104 days (2^53 ns) that a run can last: it ends no run`;
  return [{ path: ['stop', 'maxTime'], message, about: 'value' }];
}
