/**
 * M/M/1 in event style: customers arrive, wait in a first-in-first-out queue, are served by one server and leave. Two events a customer.
 *
 * Parameters: `gaps`, `services`: files of nanoseconds, one a customer.
 */
import { Engine } from '../../src/engine/engine.ts';
import type { Duration } from '../../src/engine/time.ts';
import { readDoubles } from './read-raw.ts';
import { serve } from './serve.ts';

const ARRIVAL = 0;
const DEPARTURE = 1;

await serve(({ gaps, services }) => {
  const gapOf = readDoubles(String(gaps));
  const serviceOf = readDoubles(String(services));
  return (time) => {
    const waited = time(() => totalWait(gapOf, serviceOf));
    return { work: gapOf.length, digest: `${waited} ns waited` };
  };
});

/** Nanoseconds that all customers waited before their service began. */
function totalWait(gaps: Float64Array, services: Float64Array): number {
  const customers = gaps.length;
  const arrivedAt = new Float64Array(customers);
  const totals = new Float64Array(1);
  let arrived = 0;
  let begun = 0;
  let busy = false;

  const begin = () => {
    totals[0] = totals[0]! + engine.now - arrivedAt[begun]!;
    engine.schedule(services[begun]! as Duration, DEPARTURE, 0);
    begun += 1;
  };
  const engine = new Engine((kind) => {
    if (kind === ARRIVAL) {
      arrivedAt[arrived] = engine.now;
      arrived += 1;
      if (arrived < customers) engine.schedule(gaps[arrived]! as Duration, ARRIVAL, 0);
      if (busy) return;
      busy = true;
    } else if (begun === arrived) {
      busy = false;
      return;
    }
    begin();
  });
  engine.schedule(gaps[0]! as Duration, ARRIVAL, 0);
  engine.advance(Number.POSITIVE_INFINITY);
  return totals[0]!;
}
