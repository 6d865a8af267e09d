import { type PluginPlace, pluginPlace } from '../files/plugin-place.ts';
import { laggardVersion } from '../files/project.ts';
import { exitCode } from './exit-code.ts';
import { RunsFailed } from './runs-failed.ts';

/** A failure as it is printed, and the exit code that belongs to it. */
export interface FailureReport {
  readonly text: string;
  readonly code: number;
}

/** Names the plugin's file and line where the error came from one, and asks for a report of a bug where not. `plugins`: files that were given. */
export function failureReport(error: unknown, plugins: readonly string[]): FailureReport {
  const what = textOf(error);
  const place = pluginPlace(what, plugins);
  if (place) return { text: ofPlugin(place, what), code: exitCode.badInput };
  if (error instanceof RunsFailed && !error.isBug) return { text: what, code: exitCode.bug };
  const text = [
    `This is a bug in Laggard ${laggardVersion()}, not in the scenario.`,
    'Please report it with the command, the scenario file and these lines:',
    what,
  ].join('\n');
  return { text, code: exitCode.bug };
}

function textOf(error: unknown): string {
  if (error instanceof RunsFailed) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** `mine.ts:3:24: no luck`, and then the trace. */
function ofPlugin({ file, line, column }: PluginPlace, what: string): string {
  const [before] = what.split(/\n\s+at /);
  const message = before!
    .split('\n')
    .at(-1)!
    .replace(/^(.*: )?\w*Error: /, '');
  return [`${file}:${line}:${column}: ${message}`, 'The plugin threw this:', what].join('\n');
}
