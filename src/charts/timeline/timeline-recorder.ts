import type { Observer, TrainingEvent } from '../../simulation/training-event.ts';
import { base64, LaneState, LaneWriter, type Timeline } from './lanes.ts';

/**
 * Records what every worker and every server shard does. A worker waits while any shard has its pull parked.
 */
export class TimelineRecorder implements Observer {
  readonly #workers: readonly Lane[];
  readonly #shards: readonly Lane[];
  /** How many shards have the pull of a worker parked. */
  readonly #parked: Uint32Array;

  constructor(workers: number, shards: number) {
    this.#workers = Array.from({ length: workers }, () => new Lane());
    this.#shards = Array.from({ length: shards }, () => new Lane());
    this.#parked = new Uint32Array(workers);
  }

  observe(event: TrainingEvent, time: number): void {
    if ('shard' in event) this.#observeShard(event, time);
    if ('worker' in event) this.#observeWorker(event, time);
  }

  /** The timeline of a run that took `time` nanoseconds. */
  finish(run: Pick<Timeline, 'algorithm' | 'style' | 'time' | 'machines'>): Timeline {
    const lanes = [...this.#workers, ...this.#shards];
    const written = lanes.map((lane) => lane.finish(run.time));
    const all = new Uint8Array(written.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const bytes of written) {
      all.set(bytes, at);
      at += bytes.length;
    }
    return { ...run, workers: this.#workers.length, shards: this.#shards.length, stretches: base64(all) };
  }

  #observeWorker(event: TrainingEvent & { readonly worker: number }, time: number): void {
    const { kind, worker } = event;
    const lane = this.#workers[worker]!;
    if (kind === 'clock-started') lane.become(LaneState.computing, time);
    else if (kind === 'clock-finished') lane.become(LaneState.idle, time);
    else if (kind === 'pull-sent') {
      if (lane.state !== LaneState.communicating) lane.become(LaneState.communicating, time);
    } else if (kind === 'pull-parked') {
      this.#parked[worker] = this.#parked[worker]! + 1;
      if (this.#parked[worker] === 1) lane.become(LaneState.waiting, time);
    } else if (kind === 'pull-released') {
      this.#parked[worker] = this.#parked[worker]! - 1;
      if (this.#parked[worker] === 0) lane.become(LaneState.communicating, time);
    } else if (kind === 'worker-crashed' || kind === 'worker-absent') {
      this.#parked[worker] = 0;
      lane.become(LaneState.down, time);
    }
  }

  #observeShard(event: TrainingEvent & { readonly shard: number }, time: number): void {
    const { kind, shard } = event;
    const lane = this.#shards[shard]!;
    if (kind === 'service-started')
      lane.become(event.message === 'push' ? LaneState.push : LaneState.pull, time);
    else if (kind === 'push-handled' || kind === 'pull-answered') lane.become(LaneState.idle, time);
    else if (kind === 'shard-crashed') lane.become(LaneState.down, time);
    else if (kind === 'shard-restored') lane.become(LaneState.idle, time);
  }
}

/** What one worker or shard does, stretch by stretch. */
class Lane {
  readonly #written = new LaneWriter();
  state: LaneState = LaneState.idle;
  since = 0;

  become(state: LaneState, time: number): void {
    if (time > this.since) this.#written.add(this.state, time - this.since);
    this.state = state;
    this.since = time;
  }

  finish(time: number): Uint8Array {
    this.become(this.state, time);
    return this.#written.bytes();
  }
}
