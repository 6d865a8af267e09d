import { Engine } from '../../src/engine/engine.ts';
import { type SimTime, secondsToNanoseconds } from '../../src/engine/time.ts';
import type { Sampler } from '../../src/random/variate.ts';

/** What is asked of a queue with one server: how far apart customers arrive and how long each is served, in seconds. */
export interface QueueModel {
  readonly gap: Sampler;
  readonly service: Sampler;
  readonly customers: number;
}

/** What was seen of it. */
export interface QueueHistory {
  /** Nanoseconds from arrival to the beginning of service. [customers] */
  readonly waits: Float64Array;
  /** Nanoseconds during which the server was busy. */
  readonly busy: number;
  /** When the last customer left. */
  readonly end: SimTime;
}

/**
 * A first-in first-out queue before one server, built on the engine alone: M/M/1 when gaps and services are exponential, M/D/1
 * when services are constant.
 *
 * It shows what a model is to the engine: kinds of event of its own, a handler for them, and `schedule`. Customers are
 * numbers; those from `inService` on up to `arrived` are in the building.
 */
export function simulateQueue({ gap, service, customers }: QueueModel): QueueHistory {
  const ARRIVES = 0;
  const LEAVES = 1;
  const arrivals = new Float64Array(customers);
  const waits = new Float64Array(customers);
  let arrived = 0;
  let inService = 0;
  let busy = 0;

  const engine: Engine = new Engine((kind, customer) => {
    if (kind === ARRIVES) arrives(customer);
    else leaves();
  });

  function comes(customer: number): void {
    if (customer < customers) {
      engine.schedule(secondsToNanoseconds(gap.draw(0, customer)), ARRIVES, customer);
    }
  }

  function arrives(customer: number): void {
    arrivals[customer] = engine.now;
    arrived += 1;
    comes(customer + 1);
    if (arrived === inService + 1) serve();
  }

  function serve(): void {
    const length = secondsToNanoseconds(service.draw(0, inService));
    waits[inService] = engine.now - arrivals[inService]!;
    busy += length;
    engine.schedule(length, LEAVES, inService);
  }

  function leaves(): void {
    inService += 1;
    if (inService < arrived) serve();
  }

  comes(0);
  engine.advance(Number.POSITIVE_INFINITY);
  return { waits, busy, end: engine.now };
}
