import { portablePath } from '../files/portable-path.ts';
import { programCommand } from '../files/project.ts';

/** What the user can say about a scenario beside its file. */
export interface ScenarioOptions {
  readonly seed?: string;
  /** Labels or names, separated by commas. */
  readonly algorithm?: string;
  /** Each `path=value`. */
  readonly set?: readonly string[];
  readonly replications?: string;
  readonly plugin?: readonly string[];
  /** `tune` or `compare`: the only thing to do. */
  readonly stage?: string;
  /** The folder in which an earlier `--stage tune` has left its learning rates. */
  readonly tuned?: string;
}

/** Where it is not `run`. */
interface OtherCommand {
  readonly command: string;
  /** Options of its own. */
  readonly more: readonly string[];
}

/**
 * The command that gives a study's results again. Where they go, how many threads make them and how much is said meanwhile are
 * left out: they change nothing.
 */
export function canonicalCommand(
  file: string,
  options: ScenarioOptions,
  { command, more }: OtherCommand = { command: 'run', more: [] },
): string {
  const words = [...programCommand, command, portablePath(file), ...more];
  if (options.seed !== undefined) words.push('--seed', options.seed);
  if (options.algorithm !== undefined) words.push('--algorithm', options.algorithm);
  for (const assignment of options.set ?? []) words.push('--set', assignment);
  if (options.replications !== undefined) words.push('--replications', options.replications);
  for (const plugin of options.plugin ?? []) words.push('--plugin', portablePath(plugin));
  if (options.stage !== undefined) words.push('--stage', options.stage);
  if (options.tuned !== undefined) words.push('--tuned', portablePath(options.tuned));
  return words.map(quoted).join(' ');
}

/** A word as a POSIX shell needs it written. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
