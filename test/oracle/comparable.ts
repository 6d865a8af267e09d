import type { RunResult } from '../../src/simulation/index.ts';

/** What the plain simulator has to say of a run: not how many events its clockwork needs, nor what rules keep, which is a law of its own. */
export function comparable(result: RunResult): RunResult {
  const unsaid = { versionsMax: undefined, versionsBytesMax: undefined };
  return { ...result, events: 0, servers: result.servers.map((server) => ({ ...server, ...unsaid })) };
}
