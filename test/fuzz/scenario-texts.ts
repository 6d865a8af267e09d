import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readDocument } from '../../src/scenarios/document.ts';
import { timingTrials, trials } from '../../src/testing/arbitraries/index.ts';
import { arbitraryDocument } from '../scenarios/arbitrary-document.ts';

const folder = new URL('../../experiments/', import.meta.url);

/** The experiments as plain data. */
const experiments = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => readDocument(readFileSync(new URL(name, folder), 'utf8')).data);

const documents: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...experiments),
  arbitraryDocument(),
  trials().map(({ scenario }) => scenario),
  timingTrials().map(({ scenario }) => scenario),
);

/** What may stand where something else was meant: other types, units, extremes of numbers, depth, ranges, formulas, names. */
const surprises = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, '', ' ', [], {}, [[]], { surprise: 1 }, 'none', 'bsp', 'unlimited', 'unbounded'],
    ...[0, -0, 1, -1, 0.1, 1e-320, 5e-324, 1e21, 1e300, 1.7976931348623157e308, 2 ** 53, 2 ** 53 + 2],
    ...[
      '5 kg',
      '0 s',
      '-1 ms',
      '1e400 s',
      '1e-400 s',
      '10%',
      '101%',
      '1 Gbit/s',
      '3 updates',
      '1 d',
      '0x10',
      '1_000',
    ],
    ...[
      'linspace(0, 1, 3)',
      'range(1, 1e9)',
      'logspace(0, 1, 2)',
      'range(1,2',
      '1 + sin(t)',
      '(',
      'sin('.repeat(60),
    ],
    ...[
      '\u0000',
      '\ud800',
      '\u202e',
      '\uffff',
      '=1+1',
      '__proto__',
      'constructor',
      '../../etc/passwd',
      'a'.repeat(5000),
    ],
    ...[
      { uniform: { min: 2, max: 1 } },
      { lognormal: { median: 1, sigma: 0 } },
      { empirical: [] },
      { uniform: 1, normal: 2 },
    ],
    ...[{ kind: 'constant', slowdown: 2 }, { synthetic: { kind: 'dense', rows: 5, features: 2 } }],
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer({ min: 1, max: 80 }).map((depth) => {
    let value: unknown = 1;
    for (let k = 0; k < depth; k++) value = k % 2 === 0 ? [value] : { a: value };
    return value;
  }),
);

const WAYS = ['replace', 'replace', 'delete', 'rename', 'add', 'copy', 'double'] as const;

const mutation = fc.record({
  way: fc.constantFrom(...WAYS),
  at: fc.nat(),
  from: fc.nat(),
  value: surprises,
});
type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

type Branch = Record<string | number, unknown>;

/** Every mapping and list, and each of its keys. */
function placesOf(data: unknown): readonly (readonly [Branch, string])[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.keys(data).flatMap((key) => [
    [data as Branch, key] as const,
    ...placesOf((data as Branch)[key]),
  ]);
}

function mutate(document: unknown, { way, at, from, value }: Mutation): void {
  const places = placesOf(document);
  if (places.length === 0) return;
  const [parent, key] = places[at % places.length]!;
  const [source, other] = places[from % places.length]!;
  const copy = structuredClone(source[other]);
  if (way === 'replace') parent[key] = value;
  else if (way === 'copy') parent[key] = copy;
  else if (way === 'add') parent[Array.isArray(parent) ? parent.length : other] = copy;
  else if (way === 'double' && Array.isArray(parent)) parent.push(structuredClone(parent[0]));
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else {
    if (way === 'rename') parent[`${key}s`] = parent[key];
    delete parent[key];
  }
}

const NOISE = [
  ...[
    '',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    ', ',
    '- ',
    '? ',
    '| ',
    '> ',
    '#',
    '%',
    '@',
    '`',
    '\\',
    '\t',
    '\n',
    '\r',
    '\r\n',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '!!',
    '!!str ',
    '!!binary ',
    '---\n',
    '...\n',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\u0085',
    '\ud800',
  ],
  ...['[', '{a: ', '- ', '? ', '"'].map((open) => open.repeat(70)),
];
const noise = fc.record({ at: fc.nat(), lost: fc.nat({ max: 4 }), put: fc.constantFrom(...NOISE) });

const writers = [
  (data: unknown) => JSON.stringify(data),
  (data: unknown) => JSON.stringify(data, null, '\t'),
  (data: unknown) => stringify(data),
  (data: unknown) => stringify(data, { aliasDuplicateObjects: false }).replaceAll('\n', '\r\n'),
  (data: unknown) => `\ufeff${stringify(data, { defaultStringType: 'QUOTE_SINGLE', indent: 4 })}`,
];

/** Texts of scenarios: of an experiment or of one made up, with something changed in what it says, then in how it is written. */
export const scenarioTexts: fc.Arbitrary<string> = fc
  .record({
    document: documents,
    mutations: fc.array(mutation, { maxLength: 3 }),
    writer: fc.constantFrom(...writers),
    noises: fc.oneof(
      { weight: 2, arbitrary: fc.constant<(typeof noise extends fc.Arbitrary<infer N> ? N : never)[]>([]) },
      { weight: 1, arbitrary: fc.array(noise, { maxLength: 2 }) },
    ),
  })
  .map(({ document, mutations, writer, noises }) => {
    const changed = structuredClone(document);
    for (const one of mutations) mutate(changed, one);
    return noises.reduce((text, { at, lost, put }) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + lost);
    }, writer(changed));
  });
