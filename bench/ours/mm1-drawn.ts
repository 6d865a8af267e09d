/**
 * M/M/1 in event style as in mm1.ts, but every gap and every service is drawn when it is needed, from the simulator's own
 * streams. Arrival rate 0.8 and service rate 1 a second, so a customer waits 4 s in the mean.
 *
 * Parameters: `customers`.
 */
import { Engine } from '../../src/engine/engine.ts';
import { secondsToNanoseconds } from '../../src/engine/time.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { Streams } from '../../src/random/streams.ts';
import { serve } from './serve.ts';

const ARRIVAL = 0;
const DEPARTURE = 1;

await serve(({ customers }) => {
  const count = Number(customers);
  return (time) => {
    const waited = time(() => totalWait(count));
    const meanWait = waited / count / 1e9;
    return { work: count, digest: `${waited} ns waited`, facts: { meanWait } };
  };
});

function totalWait(customers: number): number {
  const streams = new Streams(1, 1);
  const gaps = streams.stream('gaps').sequence(0);
  const services = streams.stream('services').sequence(0);
  const gap = exponential.create({ mean: 1 / 0.8 });
  const service = exponential.create({ mean: 1 });
  const arrivedAt = new Float64Array(customers);
  const totals = new Float64Array(1);
  let arrived = 0;
  let begun = 0;
  let busy = false;

  const scheduleArrival = () => {
    engine.schedule(secondsToNanoseconds(gap.quantile(gaps.next())), ARRIVAL, 0);
  };
  const begin = () => {
    totals[0] = totals[0]! + engine.now - arrivedAt[begun]!;
    begun += 1;
    engine.schedule(secondsToNanoseconds(service.quantile(services.next())), DEPARTURE, 0);
  };
  const engine = new Engine((kind) => {
    if (kind === ARRIVAL) {
      arrivedAt[arrived] = engine.now;
      arrived += 1;
      if (arrived < customers) scheduleArrival();
      if (busy) return;
      busy = true;
    } else if (begun === arrived) {
      busy = false;
      return;
    }
    begin();
  });
  scheduleArrival();
  engine.advance(Number.POSITIVE_INFINITY);
  return totals[0]!;
}
