import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

const script = ['--import', import.meta.resolve('tsx'), resolve('src/cli/main.ts')];

/** Starts the real command, as `npm run sim -- ARGS` does, in the folder `cwd`. */
export function startSim(cwd: string, ...args: readonly string[]): Running {
  return started(spawn(process.execPath, [...script, ...args], { cwd }));
}

/** Runs the real command where no file may be larger than `blocks` of 512 bytes (some shells: 1024). */
export function simWithSmallFiles(cwd: string, blocks: number, ...args: readonly string[]): Promise<Ended> {
  const command = `ulimit -f ${blocks}; exec "$0" "$@"`;
  return started(spawn('sh', ['-c', command, process.execPath, ...script, ...args], { cwd })).ended;
}

/** Runs a process that does nothing: what the machine needs for that tells how busy it is. */
export function emptyProcess(cwd: string): Promise<Ended> {
  return started(spawn(process.execPath, ['-e', '0'], { cwd })).ended;
}

function started(child: ChildProcessWithoutNullStreams): Running {
  const read = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece) => {
    read.stdout += piece;
  });
  child.stderr.on('data', (piece) => {
    read.stderr += piece;
  });
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, ...read })));
  return { child, ended };
}

/** Runs the real command to its end. */
export function sim(cwd: string, ...args: readonly string[]): Promise<Ended> {
  return startSim(cwd, ...args).ended;
}

/** Waits until `condition` holds; the test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(10);
}

/** Writes a file below `folder` and returns its path from there. */
export function put(folder: string, name: string, text: string): string {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
  return name;
}

/** The files of a folder, by name. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Least squares on made-up examples: five machines, one slower, a few milliseconds of work for a run. */
export const smallScenario = `
name: small
description: Five machines, one of them slower.
cluster:
  workers: [{ count: 4, speed: 1 }, { count: 1, speed: 0.5 }]
  network: { latency: 1 ms, bandwidth: 1 Gbit/s }
workload:
  data: { synthetic: { kind: dense, rows: 500, features: 8 } }
  model: least-squares
  l2: 1e-3
  batchSize: 10%
  computeTime: { perExample: 10 us }
training: { learningRate: 0.05 }
stop: { objective: 0.1, maxClocks: 300 }
algorithms: [bsp, ssp, dynsgd]
`;
