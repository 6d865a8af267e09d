import type { CriticalPath } from '../explanation/critical-path.ts';
import { type Step, startOf } from '../explanation/step.ts';
import { secondsOf } from './csv.ts';
import { humanTime, humanTimes } from './human.ts';
import { inWords } from './words.ts';

/** Lines at the beginning and at the end of a path that is too long to be told as a whole. */
const TOLD = 3;
/** Workers that are named of the part in between. */
const MOST_NAMED = 3;

/** A clock on a path and what came of it: when it began, in a column of one width, and the rest in words. */
export interface PathLine {
  readonly start: string;
  readonly words: string;
}

/**
 * A path in words, one line for each clock on it: `1.24 s`, `worker 7's clock 3 (0.40 s, machine x2, delay x2), its push (1.3 ms), which lets worker 2 go
 * (waited 0.21 s), the answer (1.2 ms)`. Of a long path its beginning and its end.
 */
export function pathLines({ steps }: CriticalPath): readonly PathLine[] {
  const hops = hopsOf(steps);
  const starts = humanTimes(hops.map(([first]) => secondsOf(startOf(first!))));
  const width = starts.reduce((most, { length }) => Math.max(most, length), 1);
  const lines = hops.map((hop, k) => ({ start: starts[k]!.padStart(width), words: hopWords(hop) }));
  if (hops.length <= 2 * TOLD + 1) return lines;
  const between = hops.slice(TOLD, -TOLD);
  return [
    ...lines.slice(0, TOLD),
    { start: '…'.padStart(width), words: `${between.length} clocks more: ${ownersOf(between)}` },
    ...lines.slice(-TOLD),
  ];
}

/** The steps from one clock to the next. */
function hopsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const hops: Step[][] = [];
  for (const step of steps) {
    const last = hops.at(-1);
    if (last && step.kind !== 'clock') last.push(step);
    else hops.push([step]);
  }
  return hops;
}

/** Whose clocks they are, those with most first. */
function ownersOf(hops: readonly (readonly Step[])[]): string {
  const counts = new Map<number, number>();
  for (const [first] of hops) counts.set(first!.worker, (counts.get(first!.worker) ?? 0) + 1);
  const owners = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  const named = owners.slice(0, MOST_NAMED).map(([worker, count]) => `${count} of worker ${worker}`);
  const others = owners.slice(MOST_NAMED).reduce((sum, [, count]) => sum + count, 0);
  return inWords(others === 0 ? named : [...named, `${others} of others`]);
}

function hopWords(steps: readonly Step[]): string {
  const parts: string[] = [];
  for (let k = 0; k < steps.length; ) {
    const end = endOfMessage(steps, k);
    const words = partWords(steps.slice(k, end), steps[k - 1]);
    if (words !== undefined) parts.push(words);
    k = end;
  }
  return parts.join(', ');
}

/** One after the last step of the same message, whose way, wait and service are told as one, or of the same absence. */
function endOfMessage(steps: readonly Step[], start: number): number {
  const isWhole = (k: number) => {
    const { kind } = steps[k]!;
    if (kind === 'down') return steps[k + 1]?.kind !== 'down';
    return !['push-sent', 'pull-sent', 'queue'].includes(kind);
  };
  let end = start;
  while (end < steps.length && !isWhole(end)) end += 1;
  return Math.min(end + 1, steps.length);
}

/** Undefined where it is not worth a word: nothing but a push, a clock or a gate is where it takes no time. */
function partWords(steps: readonly Step[], before: Step | undefined): string | undefined {
  const last = steps.at(-1)!;
  const length = last.time - startOf(steps[0]!);
  const time = humanTime(secondsOf(length));
  switch (last.kind) {
    case 'clock':
      return `worker ${last.worker}'s clock ${last.clock} (${[time, ...slowedWords(last)].join(', ')})`;
    case 'push-service':
      return length === 0 ? 'its push' : `its push (${time})`;
    case 'pull-service':
      if (length === 0) return undefined;
      return `${before?.kind === 'gate' ? 'served' : 'its pull'} (${time})`;
    case 'answer-sent':
      return length === 0 ? undefined : `the answer (${time})`;
    case 'gate': {
      const { worker, parked } = last.released!;
      const waited = parked === 0 ? '' : ` (waited ${humanTime(secondsOf(parked))})`;
      return `which lets worker ${worker} go${waited}`;
    }
    case 'master':
      return length === 0 ? undefined : `asking the master (${time})`;
    case 'down':
      return `worker ${last.worker} away (${time})`;
    case 'detection':
      return `until worker ${last.worker} is given up (${time})`;
    case 'limit':
      return `until the limit (${time})`;
    default:
      return `a message of worker ${last.worker} (${time})`;
  }
}

/** `machine x4`, `delay x2.1`. */
function slowedWords({ slowed }: Step): readonly string[] {
  if (!slowed) return [];
  const { machine, stragglers, kinds } = slowed;
  const times = (ratio: number) => `x${Number(ratio.toPrecision(3))}`;
  const isSlowed = Number.isFinite(stragglers) && stragglers >= 1.005;
  return [
    ...(machine > 1 ? [`machine ${times(machine)}`] : []),
    ...(isSlowed ? [`${kinds.join(' and ')} ${times(stragglers)}`] : []),
  ];
}
