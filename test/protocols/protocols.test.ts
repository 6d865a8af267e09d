import { expect, test } from 'vitest';
import { valuesOf } from '../../src/base/options.ts';
import { protocols } from '../../src/protocols/index.ts';
import type { HolderView, Protocol } from '../../src/protocols/protocol.ts';
import { Streams } from '../../src/random/streams.ts';
import { viewOf } from '../support/holder.ts';

function protocol(name: string, options: Readonly<Record<string, unknown>> = {}): Protocol {
  const definition = protocols.get(name);
  return definition.create(
    valuesOf<Record<string, never>>(definition.options as Record<string, never>, options),
    {
      workerCount: 4,
      stream: new Streams(1, 1).stream('protocol'),
    },
  );
}

/** A server that knows only its slowest clock: all that these protocols look at. */
function slowestAt(minClock: number): HolderView {
  return viewOf([minClock, minClock, minClock, minClock], { maxClock: minClock + 50 });
}

/** Which cp (cached minimum) make a worker pull before clock c: all of 0 to c − 1 or c that do. */
function pullingFrom(given: Protocol, clock: number): number[] {
  const cached = Array.from({ length: clock + 1 }, (_, cp) => cp);
  return cached.filter((cachedMinClock) =>
    given.needsPull({ worker: 1, clock, cachedMinClock, workerCount: 4 }),
  );
}

/** The smallest cmin at which a pull for clock c is answered. */
function admittedFrom(given: Protocol, clock: number): number {
  for (let minClock = 0; ; minClock++) {
    if (given.admitPull({ worker: 1, clock }, slowestAt(minClock))) return minClock;
  }
}

/** [0, 1, …, last]; nothing for last < 0. */
const upTo = (last: number) => Array.from({ length: Math.max(0, last + 1) }, (_, k) => k);

test.each([0, 1, 2, 3, 7])(
  'ssp(%i) strict: before clock c the worker must pull if cp < c − s',
  (staleness) => {
    const ssp = protocol('ssp', { staleness });
    for (let clock = 1; clock <= 12; clock++) {
      expect(pullingFrom(ssp, clock)).toEqual(upTo(clock - staleness - 1));
    }
  },
);

test.each([0, 1, 2, 3, 7])(
  'ssp(%i) with the paper’s pull rule: pull if cp < c − 1 − s, one clock later',
  (staleness) => {
    const ssp = protocol('ssp', { staleness, pullRule: 'paper' });
    for (let clock = 1; clock <= 12; clock++) {
      expect(pullingFrom(ssp, clock)).toEqual(upTo(clock - staleness - 2));
    }
  },
);

test.each([
  ['strict', 0],
  ['strict', 3],
  ['paper', 0],
  ['paper', 3],
])('ssp, pull rule %s, s = %i: a pull for clock c is answered once c ≤ cmin + s', (pullRule, staleness) => {
  const ssp = protocol('ssp', { staleness, pullRule });
  for (let clock = 1; clock <= 12; clock++) {
    expect(admittedFrom(ssp, clock)).toBe(Math.max(0, clock - staleness));
  }
});

test('ssp: the bound is 3 and the pull rule strict where nothing is said', () => {
  const [plain, spelt] = [
    protocol('ssp'),
    protocol('ssp', { staleness: 3, pullRule: 'strict', pull: 'when-needed' }),
  ];
  for (let clock = 1; clock <= 12; clock++) {
    expect(pullingFrom(plain, clock)).toEqual(pullingFrom(spelt, clock));
    expect(admittedFrom(plain, clock)).toBe(admittedFrom(spelt, clock));
  }
});

test.each(['strict', 'paper'])(
  'ssp, pull rule %s, without a bound: never has to pull, never waits',
  (pullRule) => {
    const ssp = protocol('ssp', { staleness: 'unbounded', pullRule });
    for (const clock of [1, 10, 1e9]) {
      expect(ssp.needsPull({ worker: 0, clock, cachedMinClock: 0, workerCount: 4 })).toBe(false);
      expect(ssp.admitPull({ worker: 0, clock }, slowestAt(0))).toBe(true);
    }
  },
);

test('ssp with a pull every clock pulls whatever it has heard, through the same gate', () => {
  const ssp = protocol('ssp', { staleness: 2, pull: 'every-clock' });
  for (let clock = 1; clock <= 12; clock++) {
    expect(pullingFrom(ssp, clock)).toEqual(upTo(clock));
    expect(admittedFrom(ssp, clock)).toBe(Math.max(0, clock - 2));
  }
});

test('bsp is ssp(0), strict: nobody starts clock c before everybody has finished c', () => {
  const [bsp, ssp] = [protocol('bsp'), protocol('ssp', { staleness: 0 })];
  for (let clock = 1; clock <= 12; clock++) {
    expect(pullingFrom(bsp, clock)).toEqual(upTo(clock - 1));
    expect(pullingFrom(bsp, clock)).toEqual(pullingFrom(ssp, clock));
    expect(admittedFrom(bsp, clock)).toBe(clock);
    expect(admittedFrom(ssp, clock)).toBe(clock);
  }
});

test('asp pulls before every clock and is never parked', () => {
  const asp = protocol('asp');
  for (let clock = 1; clock <= 12; clock++) {
    expect(pullingFrom(asp, clock)).toEqual(upTo(clock));
    expect(admittedFrom(asp, clock)).toBe(0);
  }
});

test('results say 0 of bsp, the bound of ssp, nothing of asp', () => {
  const boundOf = (name: string, options: Readonly<Record<string, unknown>> = {}) => {
    const definition = protocols.get(name);
    return definition.leadBound?.(valuesOf(definition.options, options));
  };
  expect(boundOf('bsp')).toBe(0);
  expect(boundOf('asp')).toBeUndefined();
  expect(boundOf('ssp')).toBe(3);
  expect(boundOf('ssp', { staleness: 0 })).toBe(0);
  expect(boundOf('ssp', { staleness: 'unbounded' })).toBe('unbounded');
});

test('protocols whose rounds take several pushes say so', () => {
  for (const { name, holds = false } of protocols.entries)
    expect(protocol(name).closesRound !== undefined, name).toBe(holds);
});
