import { createInterface } from 'node:readline';
import type { Parameters } from '../harness/programs.ts';
import type { Measurement } from '../harness/subject.ts';

/** What a repetition came to, apart from its time. */
export type Result = Omit<Measurement, 'seconds'>;

/** One repetition: it may prepare, then times its work with `time`, which returns what the work returned, be it a promise. */
export type Repetition = (time: <T>(work: () => T) => T) => Result | Promise<Result>;

/** The child's side of the protocol in harness/subject.ts. `prepare` gets the parameters and returns what is repeated. */
export async function serve(
  prepare: (parameters: Parameters) => Repetition | Promise<Repetition>,
): Promise<void> {
  const repeat = await prepare(JSON.parse(process.argv[2] ?? '{}') as Parameters);
  print({ ready: true });
  for await (const _ of createInterface({ input: process.stdin })) {
    let seconds = 0;
    const result = await repeat((work) => {
      const start = process.hrtime.bigint();
      const value = work();
      const stop = () => {
        seconds += Number(process.hrtime.bigint() - start) / 1e9;
      };
      if (value instanceof Promise) return value.finally(stop) as typeof value;
      stop();
      return value;
    });
    print({ seconds, ...result });
  }
}

function print(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
