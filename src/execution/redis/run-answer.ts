import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Problem } from '../../base/errors.ts';
import type { RunOutcome } from '../../simulation/run-result.ts';
import { unpackRun } from '../packed-run.ts';
import type { RunFailure } from '../run-failure.ts';
import type { RunOrder } from '../run-order.ts';

/** Bytes of the largest result that goes through Redis: 5 million points of a curve. */
const mostBytes = 2 ** 28;

/** Characters of the longest text in an answer, and the problems in one. */
const longestText = 10_000;
const mostProblems = 100;

const text = z.string().max(longestText);
const place = z.number().int().nonnegative().exactOptional();

const problemsSchema = z
  .array(
    z.strictObject({
      file: text.exactOptional(),
      line: place,
      column: place,
      path: text.exactOptional(),
      message: text,
      allowed: text.exactOptional(),
      hint: text.exactOptional(),
    }),
  )
  .max(mostProblems);

const answerSchema = z.union([
  z.strictObject({ packed: z.base64().max(2 * mostBytes), warnings: problemsSchema }),
  z.strictObject({
    key: z.string(),
    failure: z.strictObject({
      text,
      problems: problemsSchema.min(1).exactOptional(),
      isNoBug: z.literal(true).exactOptional(),
    }),
  }),
]);

/** What a worker answers: the packed run, which has its key within, or why the run with `key` came to nothing. */
export type RunAnswer = z.infer<typeof answerSchema>;

/** A run that a worker has made. */
export interface RunMade {
  readonly packed: Uint8Array;
  readonly outcome: RunOutcome;
  readonly warnings: readonly Problem[];
}

/** The answer of a worker that has made a run. */
export function answerWith(key: string, packed: Uint8Array, warnings: readonly Problem[]): RunAnswer {
  if (packed.length > mostBytes) {
    const message = `its result takes ${packed.length} bytes, and at most ${mostBytes} go through Redis; --shard has no such limit`;
    return failureAnswer(key, { text: message, isNoBug: true });
  }
  const shown = warnings.slice(0, mostProblems).map(shortened);
  return { packed: gzipSync(packed, { level: 1 }).toString('base64'), warnings: shown };
}

/** The answer of a worker for whose run there is no result. */
export function failureAnswer(key: string, { text, problems, ...rest }: RunFailure): RunAnswer {
  const shown = problems?.slice(0, mostProblems).map(shortened);
  return { key, failure: { text: text.slice(0, longestText), ...(shown && { problems: shown }), ...rest } };
}

/** What a worker has answered to an order; undefined where that is no answer to it. */
export function checkedAnswer(
  order: RunOrder,
  answer: unknown,
): RunMade | { readonly failure: RunFailure } | undefined {
  const { data } = answerSchema.safeParse(answer);
  if (!data) return undefined;
  if ('failure' in data) return data.key === order.key ? { failure: data.failure } : undefined;
  const packed = unzipped(data.packed);
  const outcome = packed && unpackRun(order, packed);
  return outcome && { packed, outcome, warnings: data.warnings };
}

/** Unpacks no more than the stream itself says, in its last four bytes, that it holds. */
function unzipped(text: string): Uint8Array | undefined {
  const zipped = Buffer.from(text, 'base64');
  if (zipped.length < 4) return undefined;
  const length = zipped.readUInt32LE(zipped.length - 4);
  if (length < 1 || length > mostBytes) return undefined;
  try {
    return gunzipSync(zipped, { maxOutputLength: length });
  } catch {
    return undefined;
  }
}

function shortened(problem: Problem): Problem {
  const entries = Object.entries(problem).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.slice(0, longestText) : value,
  ]);
  return Object.fromEntries(entries) as Problem;
}
