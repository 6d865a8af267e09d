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
const barSize = 12;

/** A line on stderr that shows how far a study has come; nothing at all unless stderr is a terminal. */
export class ProgressBar {
  readonly #hidden: boolean;
  readonly #started = performance.now();
  #bar: SingleBar | undefined;

  constructor({ hidden }: { readonly hidden: boolean }) {
    this.#hidden = hidden || !process.stderr.isTTY;
  }

  /** Says what is being done before the first run. */
  phase(text: string): void {
    this.#draw(0, text);
  }

  update(progress: StudyProgress): void {
    const elapsed = (performance.now() - this.#started) / 1000;
    this.#draw(Math.floor(doneOf(progress) * positions), progressText(progress, elapsed));
  }

  /** Takes the line away, until there is something new to show. */
  clear(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #draw(position: number, text: string): void {
    if (this.#hidden) return;
    const payload = { text: fitting(text) };
    if (this.#bar) this.#bar.update(position, payload);
    else this.#bar = startBar(position, payload);
  }
}

function startBar(position: number, payload: { text: string }): SingleBar {
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage}% {text}',
    barsize: barSize,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    fps: 10,
    clearOnComplete: true,
    gracefulExit: false, // signals are ours to handle
    linewrap: true, // else a killed process would leave the terminal without it
    emptyOnZero: true,
  });
  bar.start(positions, position, payload);
  return bar;
}

/** `run 2/5 ssp, 12.34 s simulated, 1200 updates, objective 0.31204, 4 s left` */
export function progressText(progress: StudyProgress, elapsedSeconds: number): string {
  const { run, runs, algorithm, time, updates, objective } = progress;
  const done = doneOf(progress);
  return [
    `run ${run}/${runs} ${algorithm}`,
    `${humanTime(secondsOf(time))} simulated`,
    `${updates} updates`,
    ...(objective === undefined ? [] : [`objective ${humanNumber(objective)}`]),
    ...(done > 0 ? [`${coarseTime((elapsedSeconds * (1 - done)) / done)} left`] : []),
  ].join(', ');
}

/** As much of `text` as there is room for beside the bar and ` 100% `. */
function fitting(text: string): string {
  return text.slice(0, Math.max(0, (process.stderr.columns ?? 80) - barSize - 7));
}

function doneOf({ run, runs, fraction }: StudyProgress): number {
  return (run - 1 + Math.min(1, fraction ?? 0)) / runs;
}
