import { SingleBar } from 'cli-progress';
import { secondsOf } from '../report/csv.ts';
import { coarseTime, humanNumber, humanTime } from '../report/human.ts';

/** Where a study stands. */
export interface StudyProgress {
  /** The run in hand, from 1. */
  readonly run: number;
  readonly runs: number;
  readonly algorithm: string;
  /** Nanoseconds of simulated time. */
  readonly time: number;
  readonly updates: number;
  readonly objective: number | undefined;
  /** Part of the run in hand that is done, as far as it can be known. */
  readonly fraction: number | undefined;
}

const positions = 1000;

/** A line on stderr that shows how far a study has come; nothing at all unless stderr is a terminal. */
export class ProgressBar {
  readonly #bar: SingleBar | undefined;
  readonly #started = performance.now();

  constructor({ hidden }: { readonly hidden: boolean }) {
    if (hidden || !process.stderr.isTTY) return;
    this.#bar = new SingleBar({
      stream: process.stderr,
      format: '{bar} {percentage}% {text}',
      barsize: 16,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      fps: 10,
      clearOnComplete: true,
      gracefulExit: false, // signals are ours to handle
      emptyOnZero: true,
    });
    this.#bar.start(positions, 0, { text: 'reading the data' });
  }

  /** Says what is being done before the first run. */
  phase(text: string): void {
    this.#bar?.update(0, { text });
  }

  update(progress: StudyProgress): void {
    if (!this.#bar) return;
    const elapsed = (performance.now() - this.#started) / 1000;
    const done = doneOf(progress);
    this.#bar.update(Math.floor(done * positions), { text: progressText(progress, elapsed) });
  }

  /** Takes the line away. */
  stop(): void {
    this.#bar?.stop();
  }
}

/** `run 2/5 ssp, 12.34 s, 1200 updates, objective 0.31204, 4 s left` */
export function progressText(progress: StudyProgress, elapsedSeconds: number): string {
  const { run, runs, algorithm, time, updates, objective } = progress;
  const done = doneOf(progress);
  return [
    `run ${run}/${runs} ${algorithm}`,
    humanTime(secondsOf(time)),
    `${updates} updates`,
    ...(objective === undefined ? [] : [`objective ${humanNumber(objective)}`]),
    ...(done > 0 ? [`${coarseTime((elapsedSeconds * (1 - done)) / done)} left`] : []),
  ].join(', ');
}

function doneOf({ run, runs, fraction }: StudyProgress): number {
  return (run - 1 + Math.min(1, fraction ?? 0)) / runs;
}
