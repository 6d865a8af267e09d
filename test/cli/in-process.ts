import { vi } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Ended } from './sim.ts';

/**
 * Does what the arguments say in this process, which takes no time to start; FOLDER stands for `folder`. The store is a new one for
 * each command, unless LAGGARD_STORE is set.
 */
export async function simHere(folder: string, ...args: readonly string[]): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  const store = process.env.LAGGARD_STORE;
  process.env.LAGGARD_STORE ??= temporaryFolder();
  try {
    const code = await runCommandLine(args.map((arg) => arg.replace('FOLDER', folder)));
    return { code, ...said };
  } finally {
    if (store === undefined) delete process.env.LAGGARD_STORE;
    for (const spy of spies) spy.mockRestore();
  }
}
