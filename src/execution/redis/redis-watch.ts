import type { Redis } from 'ioredis';
import type { RedisAddress } from './address.ts';
import { codeOf, refusalOf } from './check-redis.ts';
import { loadRedis } from './packages.ts';

/** Told in one line that Redis is lost, or back. */
export type OnNews = (text: string, isBack: boolean) => void;

/** Milliseconds between two questions whether Redis is there. */
const askMs = 1000;

/** Milliseconds that an answer may take. */
const answerMs = 1500;

/** Questions in a row without an answer after which Redis counts as lost. */
const mostUnanswered = 3;

/** What makes ioredis come back soon after a loss, and wait for it with whatever it was told to do. */
export const steadfast = {
  retryStrategy: () => 500,
  maxRetriesPerRequest: null,
  socketTimeout: 20_000, // longer than BullMQ waits for news
} as const;

/** Sees whether Redis is there, over a connection of its own: the others wait in silence for a Redis that is gone or stands still. */
export class RedisWatch {
  readonly #redis: Redis;
  readonly #shown: string;
  readonly #listeners = new Set<OnNews>();
  readonly #timer: NodeJS.Timeout;
  #isAsking = false;
  #unanswered = 0;
  #isLost = false;
  #reason: unknown;

  private constructor(redis: Redis, shown: string) {
    this.#redis = redis;
    this.#shown = shown;
    redis.on('error', (error: unknown) => {
      this.#reason = error;
    });
    this.#timer = setInterval(() => void this.#ask(), askMs);
  }

  static async start({ options, shown }: RedisAddress): Promise<RedisWatch> {
    const Redis = await loadRedis();
    const own = { enableOfflineQueue: false, commandTimeout: answerMs, connectTimeout: answerMs };
    return new RedisWatch(new Redis({ ...options, ...steadfast, ...own }), shown);
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** Returns what ends the subscription. */
  subscribe(onNews: OnNews): () => void {
    this.#listeners.add(onNews);
    return () => this.#listeners.delete(onNews);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#redis.disconnect();
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await this.#redis.ping();
      this.#answered();
    } catch {
      this.#unanswered++;
      if (this.#unanswered >= mostUnanswered && !this.#isLost) this.#tell(this.#loss(), true);
    } finally {
      this.#isAsking = false;
    }
  }

  #answered(): void {
    this.#unanswered = 0;
    this.#reason = undefined;
    if (this.#isLost) this.#tell(`Redis at ${this.#shown} is back.`, false);
  }

  #loss(): string {
    const code = codeOf(this.#reason);
    const how = refusalOf(this.#reason) ?? (code === undefined ? 'does not answer' : `is gone (${code})`);
    return `Redis at ${this.#shown} ${how}; waiting until it is back. Ctrl-C stops.`;
  }

  #tell(text: string, isLost: boolean): void {
    this.#isLost = isLost;
    for (const listener of this.#listeners) listener(text, !isLost);
  }
}
