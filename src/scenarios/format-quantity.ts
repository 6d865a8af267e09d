import { countOf, type MeasuredQuantity, parseQuantity } from './units.ts';

/** The unit of a bare number, and one that it may have been meant to have. */
const READ_AS: Readonly<Record<MeasuredQuantity, readonly [base: string, other: string]>> = {
  seconds: ['s', 'ms'],
  bytes: ['B', 'kB'],
  bytesPerSecond: ['B/s', 'Mbit/s'],
  perSecond: ['/s', '/h'],
};

/** `5 was read as 5 s; write 5 s, or 5 ms` */
export function bareNumberText(value: number, quantity: MeasuredQuantity): string {
  const [base, other] = READ_AS[quantity];
  return `${value} was read as ${value} ${base}; write ${value} ${base}, or ${value} ${other}`;
}

/** The units that values are shown in; of equally short texts the first is taken. */
const SHOWN_IN: Readonly<Record<MeasuredQuantity, readonly string[]>> = {
  seconds: ['s', 'ms', 'us', 'ns', 'min', 'h', 'day'],
  bytes: ['B', 'kB', 'MB', 'GB', 'TB', 'KiB', 'MiB', 'GiB', 'TiB'],
  bytesPerSecond: ['B/s', 'kB/s', 'MB/s', 'GB/s', 'bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s'],
  perSecond: ['/h', '/s'],
};

/** A value in base units as a file would write it, `0.2 ms` for 0.0002: the shortest text that is read as the same double. */
export function formatQuantity(value: number, quantity: MeasuredQuantity): string {
  const [base] = READ_AS[quantity];
  const exact = SHOWN_IN[quantity]
    .map((unit) => ({ count: countOf(value, unit, quantity), unit }))
    .filter(({ count, unit }) => parseQuantity(`${count} ${unit}`, quantity) === value);
  const handy = exact.filter(({ count }) => Math.abs(count) >= 1 && Math.abs(count) < 1000);
  const [best = { count: value, unit: base }] = (handy.length > 0 ? handy : exact).sort(
    (a, b) => `${a.count}`.length - `${b.count}`.length,
  );
  return `${best.count} ${best.unit}`;
}
