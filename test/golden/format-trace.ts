import { formatEntry } from '../../src/explanation/format-entry.ts';
import type { Outcome } from '../../src/testing/trial.ts';

/** What leaves or begins at an instant is in the line of what ends there: left out, to keep traces short. */
const LEFT_OUT = new Set(['push-sent', 'pull-sent', 'service-started', 'round-closed']);

/** A run as text, one event a line; how much was sent, what came out, and the digest last. */
export function formatTrace({ trace, result }: Outcome): string {
  const lines = trace.filter(({ event }) => !LEFT_OUT.has(event.kind)).map(formatEntry);
  const { bytesPushed, bytesPulled, parameters, digest } = result;
  return [
    ...lines,
    `pushed ${bytesPushed} B  pulled ${bytesPulled} B`,
    `parameters ${Array.from(parameters).join('  ')}`,
    `digest ${digest}`,
    '',
  ].join('\n');
}
