import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseScenario } from '../src/scenarios/parse-scenario.ts';
import { pushesOf } from './validation/network.ts';

/*
 * Sends the pushes of random runs with `contention: nic` through a model of the same cards in SimPy, and compares when they arrive. It needs Debian's
 * python3-simpy3:
 *
 *     npx tsx scripts/compare-simpy.ts
 */

const model = fileURLToPath(new URL('compare-simpy.py', import.meta.url));

/** Cards of workers and of the server in bytes per second, latency in seconds. */
const clusters = [
  { name: 'equal cards', workers: 125e6, servers: 125e6, latency: 0.0002 },
  { name: 'slow workers', workers: 12.5e6, servers: 125e6, latency: 0.001 },
  { name: 'a slow server', workers: 125e6, servers: 40e6, latency: 0 },
];

for (const { name, workers, servers, latency } of clusters) {
  const { scenario } = parseScenario(`
name: simpy
seed: 7
cluster:
  workers: [{ count: 50, bandwidth: ${workers} }]
  servers: { bandwidth: ${servers} }
  network: { latency: ${latency}, contention: nic }
  stragglers: [{ kind: per-clock, factor: { exponential: { mean: 1 } } }]
workload: { model: none, parameters: 1000, computeTime: { perBatch: 5 ms } }
stop: { maxClocks: 200 }
algorithms: [{ name: ssp, staleness: unbounded }]
`);
  const pushes = pushesOf(scenario);
  const given = {
    workers,
    servers,
    latency,
    sent: pushes.map(({ worker, bytes, sent }) => [worker, bytes, sent]),
  };
  const answer = execFileSync('/usr/bin/python3', [model], {
    input: JSON.stringify(given),
    encoding: 'utf8',
  });
  const theirs = JSON.parse(answer) as number[];
  const equal = pushes.filter(({ arrived }, k) => arrived === theirs[k]).length;
  const delays = pushes.map(({ sent, arrived }) => arrived - sent);
  const waits = delays.map((delay) => delay - Math.min(...delays));
  const late = waits.filter((wait) => wait > 0).length;
  process.stdout.write(
    `${name}: ${equal} of ${pushes.length} pushes arrive in the same nanosecond (${late} of them met another)\n`,
  );
}
