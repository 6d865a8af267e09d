import type { FaultEntry } from '../../cluster-model/make-faults.ts';
import { withinRange } from '../../engine/time.ts';
import type { RunContext } from '../run-context.ts';
import type { ServerShard } from '../server-shard.ts';
import { FaultEvent } from './fault-event.ts';
import { OutageSchedule } from './outage-schedule.ts';

/** Lets server shards crash and come back. What that does to a shard is its own affair. */
export class ShardFaults {
  readonly #run: RunContext;
  readonly #shards: readonly ServerShard[];
  readonly #entries: readonly FaultEntry[];
  readonly #outages: OutageSchedule;
  /** 1 while the shard is down. [shards] */
  readonly #isDown: Uint8Array;

  /** `entries`: those that hit server shards. */
  constructor(run: RunContext, shards: readonly ServerShard[], entries: readonly FaultEntry[]) {
    this.#run = run;
    this.#shards = shards;
    this.#entries = entries;
    this.#outages = new OutageSchedule(run.engine, FaultEvent.shardOutage, entries);
    this.#isDown = new Uint8Array(run.shardCount);
  }

  /** At time 0, before any worker starts. What a shard starts with is its first checkpoint, and costs nothing. */
  start(): void {
    for (let shard = 0; shard < this.#run.shardCount; shard++) {
      if (this.#entries.some(({ hits }) => hits[shard] === 1)) this.#run.learning.saveCheckpoint(shard, 0);
    }
    this.#outages.start();
  }

  /** An outage of the schedule begins. One of a shard that is down already is passed over. */
  outage(number: number): void {
    const { subject: shard, end } = this.#outages.begin(number, () => true);
    if (this.#isDown[shard] === 1) return;
    this.#isDown[shard] = 1;
    this.#shards[shard]!.crash();
    const time = withinRange(end, () => `the outage of server shard ${shard}`);
    this.#run.engine.scheduleAt(time, FaultEvent.shardRestore, shard);
  }

  restore(shard: number): void {
    this.#isDown[shard] = 0;
    this.#shards[shard]!.restore();
  }

  checkpointDue(shard: number): void {
    this.#shards[shard]!.askForCheckpoint();
  }
}
