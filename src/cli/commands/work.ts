import { statSync } from 'node:fs';
import { InputError } from '../../base/errors.ts';
import { coreHash } from '../../execution/core-hash.ts';
import { redisAddress } from '../../execution/redis/address.ts';
import { checkRedis } from '../../execution/redis/check-redis.ts';
import { defaultMemory, type JobLimits } from '../../execution/redis/job-limits.ts';
import { workFor } from '../../execution/redis/run-worker.ts';
import { parseQuantity, type UnitQuantity } from '../../scenarios/units.ts';
import { exitCode } from '../exit-code.ts';
import { indented } from '../indented.ts';
import { Interrupt, Interrupted } from '../interrupt.ts';
import { Terminal } from '../terminal.ts';
import { jobCount } from '../workplace.ts';

/** What the command `work` can be told. */
export interface WorkOptions {
  readonly redis?: string | true;
  readonly data?: string;
  readonly jobs?: string;
  readonly timeLimit?: string;
  readonly memoryLimit?: string;
  readonly quiet?: boolean;
}

/** Makes runs of whatever studies are in Redis, until the user stops it or it meets a study that it cannot serve. */
export async function work(options: WorkOptions): Promise<number> {
  const { redis, data: root = '.', jobs = '1', quiet = false } = options;
  const terminal = new Terminal({ quiet });
  const address = redisAddress(redis === true ? undefined : redis, process.env);
  const runs = jobCount(jobs);
  const limits = limitsOf(options, runs);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError({ message: `--data ${root}`, allowed: 'a folder that is there' });
  }
  const interrupt = new Interrupt();
  interrupt.listen();
  let made = 0;
  const onRun = () => {
    made++;
    terminal.remark(`${made} runs made`);
  };
  const onFailure = (text: string) => {
    terminal.remark(`A run failed: ${text.split('\n', 1)[0]!.slice(0, mostShown)}`);
  };
  try {
    await interrupt.orStop(checkRedis(address));
    terminal.remark(
      `Working for ${address.shown}, data below ${root}, core ${coreHash().slice(0, 16)}. Ctrl-C stops.`,
    );
    const reason = await workFor(
      { address, root, runs, limits, onRun, onFailure, onNews: (text) => terminal.complain(text) },
      interrupt.orStop(new Promise<never>(() => {})),
    );
    terminal.complain(`This worker stops: ${indented(reason)}`);
    return exitCode.badInput;
  } catch (error) {
    if (error instanceof Interrupted) terminal.remark('Stopped; what was in hand is made by other workers.');
    throw error;
  } finally {
    interrupt.ignore();
  }
}

/** Characters that are shown of why a run failed. */
const mostShown = 300;

/** One hour: nearly all runs take seconds, and a worker should not be lost to one that never ends. */
const defaultSeconds = 3600;

/** The least memory in which a run can be begun, in bytes. */
const leastMemory = 256 * 2 ** 20;

function limitsOf({ timeLimit, memoryLimit }: WorkOptions, runs: number): JobLimits {
  const seconds = { option: '--time-limit', quantity: 'seconds', min: 1, max: 1e9 } as const;
  const memory = { option: '--memory-limit', quantity: 'bytes', min: leastMemory, max: 2 ** 50 } as const;
  return {
    seconds: limit(timeLimit, seconds, 'a duration such as 90 s or 2 h, from 1 s') ?? defaultSeconds,
    memory: limit(memoryLimit, memory, 'a size such as 4 GB, from 256 MiB') ?? defaultMemory(runs),
  };
}

/** A quantity with its unit, and between which values it lies. */
interface Bounds {
  readonly option: string;
  readonly quantity: UnitQuantity;
  readonly min: number;
  readonly max: number;
}

function limit(text: string | undefined, bounds: Bounds, allowed: string): number | undefined {
  if (text === undefined) return undefined;
  const { option, quantity, min, max } = bounds;
  const value = parseQuantity(text, quantity);
  if (value !== undefined && value >= min && value <= max) return value;
  throw new InputError({ message: `${option} ${text}`, allowed });
}
