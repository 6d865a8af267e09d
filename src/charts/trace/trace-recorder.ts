import type { Observer, TrainingEvent } from '../../simulation/training-event.ts';
import type { TraceEvent, TraceWindow } from './trace-event.ts';

/** A thread of a trace: a process and its part. */
interface Thread {
  readonly pid: number;
  readonly tid: number;
}

/** Whose message it is, and at which shard. */
interface Place {
  readonly worker: number;
  readonly clock: number;
  readonly shard: number;
}

/** A slice that has begun. */
interface Open {
  readonly name: string;
  readonly cat: string;
  readonly since: number;
}

/**
 * Records one run for Perfetto: what every worker and server shard does as slices, and what is sent as arrows from push to shard and from
 * shard to pull. Arrows are recorded when they have arrived.
 */
export class TraceRecorder implements Observer {
  readonly events: TraceEvent[] = [];
  readonly #pid: number;
  readonly #window: TraceWindow;
  /** What each worker is at: a clock, or a pull and perhaps a wait within it. */
  readonly #open: Open[][];
  readonly #parked: Uint32Array;
  /** When the clock of a push ended. */
  readonly #pushed = new Map<string, number>();
  /** When the service of each shard began. [shards] */
  readonly #servingSince: Float64Array;
  /** Which shards have answered the pull of a worker, and when they began to. */
  readonly #answers: { readonly shard: number; readonly at: number }[][];
  #arrows: number;

  /** `number`: the how-many-th run of the trace it is, from 0. */
  constructor(
    number: number,
    label: string,
    workers: number,
    shards: number,
    window: TraceWindow,
    machines: readonly (string | null)[] = [],
  ) {
    this.#pid = 2 * number + 1;
    this.#window = window;
    this.#open = Array.from({ length: workers }, () => []);
    this.#answers = Array.from({ length: workers }, () => []);
    this.#parked = new Uint32Array(workers);
    this.#servingSince = new Float64Array(shards);
    this.#arrows = number * 2 ** 40;
    this.#name('process_name', { pid: this.#pid, tid: 0 }, `${label}: workers`);
    this.#name('process_name', { pid: this.#pid + 1, tid: 0 }, `${label}: server shards`);
    for (let w = 0; w < workers; w++)
      this.#name(
        'thread_name',
        this.#worker(w),
        machines[w] ? `worker ${w} (${machines[w]})` : `worker ${w}`,
      );
    for (let s = 0; s < shards; s++) this.#name('thread_name', this.#shard(s), `shard ${s}`);
  }

  observe(event: TrainingEvent, time: number): void {
    switch (event.kind) {
      case 'clock-started':
        this.#begin(event.worker, `clock ${event.clock}`, 'computing', time);
        break;
      case 'clock-finished':
        this.#end(event.worker, time);
        this.#pushed.set(`${event.worker}/${event.clock}`, time);
        break;
      case 'pull-sent':
        if (this.#open[event.worker]!.length === 0)
          this.#begin(event.worker, `pull for clock ${event.clock}`, 'communicating', time);
        break;
      case 'pull-parked':
        if (this.#parked[event.worker]!++ === 0) this.#begin(event.worker, 'waiting', 'waiting', time);
        break;
      case 'pull-released':
        if (--this.#parked[event.worker]! === 0) this.#end(event.worker, time);
        break;
      case 'service-started':
        this.#servingSince[event.shard] = time;
        break;
      case 'push-handled':
        this.#pushHandled(event, time);
        break;
      case 'pull-answered':
        this.#answers[event.worker]!.push({ shard: event.shard, at: this.#serve('pull', event, time) });
        break;
      case 'pulled':
        this.#pulled(event.worker, time);
        break;
      case 'worker-crashed':
        while (this.#open[event.worker]!.length > 0) this.#end(event.worker, time);
        this.#parked[event.worker] = 0;
        this.#answers[event.worker] = [];
        break;
    }
  }

  /** The run has ended after `time` nanoseconds. */
  finish(time: number): void {
    for (const worker of this.#open.keys()) while (this.#open[worker]!.length > 0) this.#end(worker, time);
  }

  #pushHandled(event: TrainingEvent & { readonly kind: 'push-handled' }, time: number): void {
    const { worker, clock, shard } = event;
    const at = this.#serve('push', event, time);
    const sent = this.#pushed.get(`${worker}/${clock}`); // the clock's last nanosecond is within its slice
    if (sent !== undefined)
      this.#arrow(
        'push',
        { ...this.#worker(worker), at: Math.max(0, sent - 1) },
        { ...this.#shard(shard), at },
      );
  }

  #pulled(worker: number, time: number): void {
    for (const { shard, at } of this.#answers[worker]!)
      this.#arrow('answer', { ...this.#shard(shard), at }, { ...this.#worker(worker), at: time });
    this.#answers[worker] = [];
    this.#end(worker, time);
  }

  /** Returns when the service began. */
  #serve(what: 'push' | 'pull', { worker, clock, shard }: Place, end: number): number {
    const begin = this.#servingSince[shard]!;
    this.#slice(
      this.#shard(shard),
      { name: `${what} of worker ${worker}, clock ${clock}`, cat: what, since: begin },
      end,
    );
    return begin;
  }

  #begin(worker: number, name: string, cat: string, since: number): void {
    this.#open[worker]!.push({ name, cat, since });
  }

  #end(worker: number, time: number): void {
    const open = this.#open[worker]!.pop();
    if (open) this.#slice(this.#worker(worker), open, time);
  }

  /** What of it lies in the window. */
  #slice(thread: Thread, { name, cat, since }: Open, time: number): void {
    const from = Math.max(since, this.#window.from);
    const to = Math.min(time, this.#window.to);
    if (to < from || time < this.#window.from) return;
    this.events.push({ ph: 'X', name, cat, ts: from / 1000, dur: (to - from) / 1000, ...thread });
  }

  /** Both ends lie in the window, or there is none. */
  #arrow(name: string, from: Thread & { at: number }, to: Thread & { at: number }): void {
    if (from.at < this.#window.from || to.at > this.#window.to) return;
    const id = this.#arrows++;
    const cat = 'message';
    this.events.push(
      { ph: 's', name, cat, id, ts: from.at / 1000, pid: from.pid, tid: from.tid },
      { ph: 'f', bp: 'e', name, cat, id, ts: to.at / 1000, pid: to.pid, tid: to.tid },
    );
  }

  #name(name: string, { pid, tid }: Thread, text: string): void {
    this.events.push({ ph: 'M', name, pid, tid, args: { name: text } });
  }

  #worker(tid: number): Thread {
    return { pid: this.#pid, tid };
  }

  #shard(tid: number): Thread {
    return { pid: this.#pid + 1, tid };
  }
}
