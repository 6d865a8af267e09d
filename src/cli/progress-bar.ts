import { SingleBar } from 'cli-progress';
import { visibleLine } from '../base/visible-text.ts';
import type { StudyStatus } from '../execution/conduct-study.ts';
import type { RunInHand } from '../execution/executor.ts';
import { secondsOf } from '../report/csv.ts';
import { coarseTime, humanNumber, humanTime } from '../report/human.ts';
import { resultOf } from '../studies/study.ts';
import { drawingStream } from './terminal.ts';

const positions = 1000;
const barSize = 12;

/** Runs in hand that are named. */
const mostNamed = 3;

/** A line on stderr that shows how far a study has come; nothing at all unless stderr is a terminal. */
export class ProgressBar {
  readonly #stream: NodeJS.WriteStream | undefined;
  #runsStarted: number | undefined;
  #bar: SingleBar | undefined;

  constructor({ hidden }: { readonly hidden: boolean }) {
    this.#stream = hidden ? undefined : drawingStream();
  }

  /** Says what is being done, other than the runs of a study, and which part of it is done. */
  phase(text: string, part = 0): void {
    this.#draw(Math.floor(part * positions), text);
  }

  update(status: StudyStatus): void {
    this.#runsStarted ??= performance.now();
    const elapsed = (performance.now() - this.#runsStarted) / 1000;
    const { done, planned } = tallyOf(status);
    this.#draw(Math.floor((done / planned) * positions), progressText(status, elapsed));
  }

  /** Takes the line away, until there is something new to show. */
  clear(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #draw(position: number, text: string): void {
    if (!this.#stream) return;
    const payload = { text: fitting(text, this.#stream) };
    if (this.#bar) this.#bar.update(position, payload);
    else this.#bar = startBar(this.#stream, position, payload);
  }
}

function startBar(stream: NodeJS.WriteStream, position: number, payload: { text: string }): SingleBar {
  const bar = new SingleBar({
    stream,
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

/**
 * `120/352 runs, 2 at work (ssp 40%, asp 3%), 1 failed, 3 min 20 s left`; of a run that is made here and alone, how far it is:
 * `run 2/5 ssp, 12.34 s simulated, 1200 updates, objective 0.31204, 4 s left`.
 */
export function progressText(status: StudyStatus, elapsedSeconds: number): string {
  const { inHand, failed, place } = status;
  const { ended, planned, done, doneHere } = tallyOf(status);
  const [only] = inHand;
  const isAlone = place === '' && only?.progress !== undefined;
  const left = (elapsedSeconds * (planned - done)) / doneHere;
  return [
    ...(isAlone ? aloneText(only, ended, planned) : [`${ended}/${planned} runs`]),
    ...(place === '' ? [] : [`${atWorkText(inHand)} on ${place}`]),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(doneHere > 0 ? [`${coarseTime(left)} left`] : []),
  ].join(', ');
}

function aloneText({ order, progress }: RunInHand, ended: number, planned: number): readonly string[] {
  const { time, updates, objective } = progress!;
  return [
    `run ${ended + 1}/${planned} ${order.algorithm.label}`,
    `${humanTime(secondsOf(time))} simulated`,
    `${updates} updates`,
    ...(objective === undefined ? [] : [`objective ${humanNumber(objective)}`]),
  ];
}

/** The first few runs in hand, and how far each is. */
function atWorkText(inHand: readonly RunInHand[]): string {
  const named = inHand
    .slice(0, mostNamed)
    .map(({ order, fraction }) => `${order.algorithm.label} ${Math.floor(100 * fraction)}%`);
  const more = inHand.length > mostNamed ? ', …' : '';
  return named.length === 0 ? '0 at work' : `${inHand.length} at work (${named.join(', ')}${more})`;
}

/** As much of `text` as there is room for beside the bar and ` 100% `. */
function fitting(text: string, { columns = 80 }: Partial<NodeJS.WriteStream>): string {
  return [...visibleLine(text)].slice(0, Math.max(0, columns - barSize - 7)).join('');
}

/** How much of a study is done: runs that ended, and the parts of those in hand; here alone, or with those that were finished before. */
function tallyOf({ study, restored, failed, inHand }: StudyStatus) {
  const { runs, tuningRuns, planned } = resultOf(study);
  const ended = runs.length + tuningRuns.length + failed.length;
  const done = inHand.reduce((sum, { fraction }) => sum + Math.min(1, fraction), ended);
  return { ended, planned: Math.max(planned, 1), done, doneHere: done - restored };
}
