import type { Observer, TrainingEvent } from '../../simulation/training-event.ts';
import { base64, LaneState, LaneWriter, type Timeline } from './lanes.ts';

/**
 * Records what every worker and every server shard does. A worker waits while any shard has its pull parked. A shard serves in order of
 * arrival, so that a service began when its message joined the queue or when the service before it ended, whichever was later.
 */
export class TimelineRecorder implements Observer {
  readonly #workers: readonly Lane[];
  readonly #shards: readonly Lane[];
  /** How many shards have the pull of a worker parked. */
  readonly #parked: Uint32Array;
  /** For each shard, when the messages before it joined its queue. */
  readonly #joined: readonly Map<string, number>[];

  constructor(workers: number, shards: number) {
    this.#workers = Array.from({ length: workers }, () => new Lane());
    this.#shards = Array.from({ length: shards }, () => new Lane());
    this.#parked = new Uint32Array(workers);
    this.#joined = Array.from({ length: shards }, () => new Map());
  }

  observe(event: TrainingEvent, time: number): void {
    if ('shard' in event) this.#observeShard(event, time);
    if ('worker' in event) this.#observeWorker(event, time);
  }

  /** The timeline of a run that took `time` nanoseconds. */
  finish(run: Pick<Timeline, 'algorithm' | 'style' | 'time'>): Timeline {
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
    const joined = this.#joined[shard]!;
    if (kind === 'push-arrived') joined.set(keyOf('push', event), time);
    else if (kind === 'pull-arrived' || kind === 'pull-released') joined.set(keyOf('pull', event), time);
    else if (kind === 'push-handled') this.#serve(shard, LaneState.push, keyOf('push', event), time);
    else if (kind === 'pull-answered') this.#serve(shard, LaneState.pull, keyOf('pull', event), time);
    else if (kind === 'shard-crashed') this.#shards[shard]!.become(LaneState.down, time);
    else if (kind === 'shard-restored') this.#shards[shard]!.become(LaneState.idle, time);
  }

  #serve(shard: number, state: LaneState, key: string, end: number): void {
    const lane = this.#shards[shard]!;
    const begin = Math.max(lane.since, this.#joined[shard]!.get(key) ?? lane.since);
    this.#joined[shard]!.delete(key);
    lane.become(state, begin);
    lane.become(LaneState.idle, end);
  }
}

function keyOf(kind: string, { worker, clock }: { readonly worker: number; readonly clock: number }): string {
  return `${kind}/${worker}/${clock}`;
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
