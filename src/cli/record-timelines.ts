import { setImmediate } from 'node:timers/promises';
import { styleOf } from '../charts/style-of.ts';
import type { Timeline } from '../charts/timeline/lanes.ts';
import { TimelineRecorder } from '../charts/timeline/timeline-recorder.ts';
import { RunMaker } from '../execution/run-maker.ts';
import type { TrainingRun } from '../simulation/index.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import type { Interrupt } from './interrupt.ts';
import type { StudySource } from './study-source.ts';

/** Events beyond which the timeline of a run is too long for a report. */
const MOST_EVENTS = 150_000;

/** Events between two looks at whether the user wants to stop. */
const TURN = 20_000;

/** A timeline, and the run that it is of. */
export interface RecordedTimeline {
  readonly index: number;
  readonly timeline: Timeline;
}

/** The runs whose timelines a report shows: the first replication at the first point, those apart that are too long. */
function runsToShow({ runs }: StudyResult): readonly FinishedRun[] {
  return runs.filter(
    ({ plan, result }) =>
      plan.point.index === 0 && plan.replication === 1 && result.time > 0 && result.events <= MOST_EVENTS,
  );
}

/** Looks at the clockwork of these runs once more: finished runs say what they came to, and not how. */
export async function recordTimelines(
  study: StudyResult,
  source: StudySource,
  interrupt: Interrupt,
): Promise<readonly RecordedTimeline[]> {
  const maker = new RunMaker(source.read.catalogue, () => {});
  const recorded: RecordedTimeline[] = [];
  for (const { plan, result } of runsToShow(study)) {
    const recorder = new TimelineRecorder(result.workers.length, result.servers.length);
    await toEnd(maker.replay(source.orderOf(plan), result.time, recorder), interrupt);
    const { algorithm, time } = result;
    const machines = source.machines?.[0];
    const timeline = recorder.finish({
      algorithm,
      style: styleOf(plan.point, algorithm),
      time,
      ...(machines && { machines }),
    });
    recorded.push({ index: plan.index, timeline });
  }
  return recorded;
}

/** Advances a run until it has ended, and hears of signals meanwhile. */
export async function toEnd(run: TrainingRun, interrupt: Interrupt): Promise<void> {
  while (run.advance(TURN)) {
    await setImmediate();
    interrupt.check();
  }
}
