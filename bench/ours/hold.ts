/**
 * The hold model: a constant number of pending events; each that happens schedules one more. The classical load for an
 * event queue (Jones, CACM 1986).
 *
 * Parameters: `pending`, `events`, `durations`: a file of nanoseconds, the first `pending` of them for the start, then one an event.
 */
import { Engine } from '../../src/engine/engine.ts';
import type { Duration } from '../../src/engine/time.ts';
import { readDoubles } from './read-raw.ts';
import { serve } from './serve.ts';

await serve(({ pending, events, durations }) => {
  const table = readDoubles(String(durations));
  const population = Number(pending);
  const count = Number(events);
  return (time) => {
    let next = 0;
    const engine = new Engine((_, subject) => {
      engine.schedule(table[next++]! as Duration, 0, subject);
    });
    while (next < population) {
      const subject = next;
      engine.schedule(table[next++]! as Duration, 0, subject);
    }
    time(() => engine.advance(count));
    return { work: count, digest: `${engine.now} ns` };
  };
});
