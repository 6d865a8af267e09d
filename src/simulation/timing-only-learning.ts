import { type Evaluation, type Learning, NOTHING } from './learning.ts';
import type { FirstClock } from './nominal-clock.ts';
import type { VersionsResult } from './versions-tally.ts';
import type { MessageSize } from './wire-format.ts';

/** No mathematics (`model: none`): every clock costs what the first does, to study the clockwork alone. */
export class TimingOnlyLearning implements Learning {
  readonly parameters = new Float64Array(0);
  readonly #clock: FirstClock;

  constructor(clock: FirstClock) {
    this.#clock = clock;
  }

  workOf(): number {
    return this.#clock.work;
  }

  pushSize(_push: number, _worker: number, shard: number): MessageSize {
    return this.#clock.pushes[shard]!;
  }

  answerSize(_worker: number, shard: number): MessageSize {
    return this.#clock.answers[shard]!;
  }

  computeUpdate(): void {}

  hold(): void {}

  closeRound(): void {}

  answerPull(): void {}

  keepFrom(): void {}

  forget(): void {}

  leave(): void {}

  restart(): void {}

  saveCheckpoint(): void {}

  restoreCheckpoint(): void {}

  versionsOf(): VersionsResult {
    return { versionsMax: undefined, versionsBytesMax: undefined };
  }

  evaluateServer(): Evaluation {
    return NOTHING;
  }

  evaluateReplica(): Evaluation {
    return NOTHING;
  }
}
