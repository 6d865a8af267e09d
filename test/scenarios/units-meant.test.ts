import { describe, expect, test } from 'vitest';
import type { UnitQuantity } from '../../src/scenarios/units.ts';
import { quantitiesMeant } from '../../src/scenarios/units-meant.ts';

const meant = (word: string, quantity: UnitQuantity) => quantitiesMeant(['2', word], quantity).join(', ');

describe('a misspelt unit is put right, and never made another size', () => {
  test.each([
    ['seconds', 'msec', '2 ms'],
    ['seconds', 'usec', '2 us'],
    ['seconds', 'nsec', '2 ns'],
    ['seconds', 'miliseconds', '2 ms'],
    ['seconds', 'microsecs', '2 us'],
    ['seconds', 'MS', '2 ms'],
    ['seconds', 'secs', '2 s'],
    ['seconds', 'mins', '2 min'],
    ['seconds', 'horus', '2 h'],
    ['seconds', 'd', '2 day'],
    ['bytes', 'KB', '2 kB'],
    ['bytes', 'MIB', '2 MiB'],
    ['bytes', 'megabytes', '2 MB'],
    ['bytes', 'Gbits', '2 Gbit'],
    ['bytesPerSecond', 'GBit/s', '2 Gbit/s'],
    ['bytesPerSecond', 'MB/sec', '2 MB/s'],
    ['bytesPerSecond', 'Gbit', '2 Gbit/s'],
    ['perSecond', '$/hour', '2 /h'],
    ['perSecond', '/d', '2 /day'],
    ['ratio', 'percent', '2%'],
  ] as const)('%s: 2 %s is %s', (quantity, word, expected) => {
    expect(meant(word, quantity)).toBe(expected);
  });

  test.each([
    ['seconds', 'm', '2 min, 2 ms'],
    ['bytes', 'Mb', '2 MB, 2 Mbit'],
    ['bytes', 'G', '2 GB, 2 GiB'],
    ['bytesPerSecond', 'gbps', '2 GB/s, 2 Gbit/s'],
    ['bytesPerSecond', 'MBPS', '2 MB/s, 2 Mbit/s'],
  ] as const)('%s: of %s, which may be either, both are said: %s', (quantity, word, expected) => {
    expect(meant(word, quantity)).toBe(expected);
  });

  test.each([
    ['seconds', ['ks', 'Ms', 'ps', 'psec', 'ksec', 'week', 'mo', 'MB', 'x', 'constructor']],
    ['bytes', ['s', 'Gbyt', 'Mbps', 'bytes/s']],
    ['bytesPerSecond', ['ms', 'Mbit/day', '/s']],
    ['perSecond', ['s', '/month']],
    ['ratio', ['ms', 'p']],
  ] as const)('%s: nothing is guessed for %j', (quantity, words) => {
    expect(words.map((word) => meant(word, quantity)).filter(Boolean)).toEqual([]);
  });
});
