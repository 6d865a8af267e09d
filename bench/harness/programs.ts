import { fileURLToPath } from 'node:url';
import type { Program } from './subject.ts';

/** What a program is told: a flat record, handed over as JSON. */
export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** A program of ours, bench/ours/NAME.ts, run as `npm run sim` runs: TypeScript through tsx. */
export function ours(name: string, parameters: Parameters, flags: readonly string[] = []): Program {
  return {
    name: `ours/${name}.ts`,
    command: process.execPath,
    args: ['--import', 'tsx', ...flags, pathOf(`../ours/${name}.ts`), JSON.stringify(parameters)],
  };
}

/** A reference program, bench/reference/NAME.py, under Debian's Python (PYTHON names another), on one thread. */
export function reference(name: string, parameters: Parameters): Program {
  return {
    name: `reference/${name}.py`,
    command: process.env.PYTHON ?? '/usr/bin/python3',
    args: [pathOf(`../reference/${name}.py`), JSON.stringify(parameters)],
    env: oneThread(process.env),
  };
}

/**
 * Every linear algebra library on one thread, with the kernels it chooses by itself: a machine may prescribe slower
 * ones by OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE, which belong together.
 */
function oneThread(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = given;
  return { ...rest, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
