import { runCommandLine } from './command-line.ts';
import { exitCode } from './exit-code.ts';

/** Does what the process was started for, and sets its exit code. */
export async function runMain(): Promise<void> {
  const code = await runCommandLine(process.argv.slice(2));
  const interrupted = Object.values<number>(exitCode.interrupted).includes(code);
  if (interrupted) process.exit(code); // what is still being read is of no use
  process.exitCode = code;
}
