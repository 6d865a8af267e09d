import { availableParallelism } from 'node:os';
import type { HostFacts } from '../report/host.ts';

/** Facts about this machine. `started`: when the runs were begun, by `performance.now()`. */
export function hostFacts(started: number): HostFacts {
  return {
    node: process.version,
    platform: process.platform,
    architecture: process.arch,
    processors: availableParallelism(),
    wallSeconds: Math.round(performance.now() - started) / 1000,
  };
}
