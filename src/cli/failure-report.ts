import { type PluginPlace, pluginPlace } from '../files/plugin-place.ts';
import { laggardVersion } from '../files/project.ts';
import { RunsFailed } from './runs-failed.ts';

/** Names the plugin's file and line where the error came from one, and asks for a report of a bug where not. `plugins`: files that were given. */
export function failureReport(error: unknown, plugins: readonly string[]): string {
  const what = textOf(error);
  const place = pluginPlace(what, plugins);
  if (place) return ofPlugin(place, what);
  if (error instanceof RunsFailed && !error.isBug) return what;
  return [
    `This is a bug in Laggard ${laggardVersion()}, not in the scenario.`,
    'Please report it with the command, the scenario file and these lines:',
    what,
  ].join('\n');
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
