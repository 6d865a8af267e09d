import { statSync } from 'node:fs';
import { InputError } from '../../base/errors.ts';
import { coreHash } from '../../execution/core-hash.ts';
import { redisAddress } from '../../execution/redis/address.ts';
import { workFor } from '../../execution/redis/run-worker.ts';
import { exitCode } from '../exit-code.ts';
import { Interrupt, Interrupted } from '../interrupt.ts';
import { Terminal } from '../terminal.ts';
import { jobCount } from '../workplace.ts';

/** What the command `work` can be told. */
export interface WorkOptions {
  readonly redis?: string | true;
  readonly data?: string;
  readonly jobs?: string;
  readonly quiet?: boolean;
}

/** Makes runs of whatever studies are in Redis, until the user stops it or it meets a study that it cannot serve. */
export async function work(options: WorkOptions): Promise<number> {
  const { redis, data: root = '.', jobs = '1', quiet = false } = options;
  const terminal = new Terminal({ quiet });
  const address = redisAddress(redis === true ? undefined : redis, process.env);
  const runs = jobCount(jobs);
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
  terminal.remark(
    `Working for ${address.shown}, data below ${root}, core ${coreHash().slice(0, 16)}. Ctrl-C stops.`,
  );
  try {
    const reason = await workFor(
      { address, root, runs, onRun, onNews: (text) => terminal.complain(text) },
      interrupt.orStop(new Promise<never>(() => {})),
    );
    terminal.complain(`This worker stops: ${reason}`);
    return exitCode.badInput;
  } catch (error) {
    if (error instanceof Interrupted) terminal.remark('Stopped; what was in hand is made by other workers.');
    throw error;
  } finally {
    interrupt.ignore();
  }
}
