import { workerCountOf } from './checks.ts';
import type { Finding } from './problems.ts';
import type { Scenario } from './scenario.ts';

/** What is allowed and probably not meant. */
export function oddities({ cluster, algorithms }: Scenario): Finding[] {
  const findings: Finding[] = [];
  const count = workerCountOf(cluster);
  for (const [k, { fraction }] of cluster.stragglers.entries()) {
    if (fraction === undefined || Math.round(fraction * count) > 0) continue;
    const message = `${fraction} of ${count} workers is nobody`;
    findings.push({ path: ['cluster', 'stragglers', k, 'fraction'], message, about: 'value' });
  }
  for (const [k, { fraction }] of (cluster.faults ?? []).entries()) {
    if (fraction === undefined || Math.round(fraction * count) > 0) continue;
    const message = `${fraction} of ${count} workers is nobody`;
    findings.push({ path: ['cluster', 'faults', k, 'fraction'], message, about: 'value' });
  }
  for (const [k, { protocol, staleness, pull }] of algorithms.entries()) {
    if (protocol !== 'ssp' || staleness !== 'unbounded' || pull === 'every-clock') continue;
    const message = 'without a bound and with pull: when-needed no worker ever pulls: each learns alone';
    findings.push({ path: ['algorithms', k, 'staleness'], message, about: 'value' });
  }
  return findings;
}
