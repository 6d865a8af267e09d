import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, type Problem } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { formatPath, type Path, valueAt } from '../../src/scenarios/path.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

/** Longest time that reading a small file may take, milliseconds: a hang shows, a busy machine does not. */
const LONGEST = 5000;
/** What must never reach a user: words of libraries, stack traces, values that print as nothing. */
const LEAKS = /Invalid |Unrecognized|Too (small|big)|received|zod|undefined|\[object|\n\s+at |node_modules/i;

/** The problems of a text; none when it is a scenario. Anything but an InputError, or a hang, fails the test. */
function problemsOf(text: string): readonly Problem[] {
  const started = performance.now();
  try {
    parseScenario(text);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { problems, message } = error as InputError;
    expect(problems.length).toBeGreaterThan(0);
    expect(message).not.toMatch(LEAKS);
    return problems;
  } finally {
    expect(performance.now() - started).toBeLessThan(LONGEST);
  }
}

/** Every place of plain data below the top. */
function placesOf(data: unknown, path: Path = []): Path[] {
  const below = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return below.flatMap(([key, value]) => {
    const here = [...path, Array.isArray(data) ? Number(key) : key];
    return [here, ...placesOf(value, here)];
  });
}

type Mutation = (parent: Record<string, unknown> | unknown[], key: string | number) => void;

const replaceBy =
  (value: unknown): Mutation =>
  (parent, key) => {
    (parent as Record<string | number, unknown>)[key] = value;
  };

const mutations: Record<string, Mutation> = {
  delete: (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  },
  rename: (parent, key) => {
    if (Array.isArray(parent)) return;
    parent[`${key}x`] = parent[key];
    delete parent[key];
  },
  mapping: replaceBy({ surprise: 1 }),
  'empty mapping': replaceBy({}),
  list: replaceBy([[]]),
  text: replaceBy('nonsense'),
  flag: replaceBy(true),
  nothing: replaceBy(null),
  'wrong unit': replaceBy('5 kg'),
  negative: replaceBy(-1),
  huge: replaceBy(1e300),
};

function mutate(document: unknown, path: Path, mutation: Mutation): string {
  const copy = structuredClone(document);
  mutation(valueAt(copy, path.slice(0, -1)) as Record<string, unknown>, path.at(-1)!);
  return JSON.stringify(copy);
}

/** Whether a problem is about a place: at it, below it, above it, or beside it (a key that it now lacks or contradicts). */
function isAbout({ path = '' }: Problem, place: Path): boolean {
  return isBelow(path, formatPath(place.slice(0, -1))) || isBelow(formatPath(place), path);
}

/** Paths are compared as they are told: the keys of a sweep are paths themselves. */
function isBelow(path: string, above: string): boolean {
  return above === '' || path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

const mutated = arbitraryDocument().chain((document) =>
  fc.record({
    document: fc.constant(document),
    place: fc.constantFrom(...placesOf(document)),
    mutation: fc.constantFrom(...Object.keys(mutations)),
  }),
);

describe('no file, however wrong, gets more than a message', () => {
  test('one thing changed for the worse: the message names the place', () => {
    fc.assert(
      fc.property(mutated, ({ document, place, mutation }) => {
        const problems = problemsOf(mutate(document, place, mutations[mutation]!));
        if (problems.length === 0) return;
        expect(
          problems.some((problem) => isAbout(problem, place)),
          formatPath(place),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('a value of a kind that fits nowhere is always refused, at its place', () => {
    fc.assert(
      fc.property(
        arbitraryDocument(),
        fc.nat(),
        fc.constantFrom([[[]]], { surprise: {} }),
        (document, n, value) => {
          const places = placesOf(document);
          const place = places[n % places.length]!;
          const problems = problemsOf(mutate(document, place, replaceBy(value)));
          expect(
            problems.some((problem) => isAbout(problem, place)),
            formatPath(place),
          ).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a renamed key is always refused, under its new name or as missing under its old one', () => {
    fc.assert(
      fc.property(arbitraryDocument(), fc.nat(), (document, n) => {
        const places = placesOf(document).filter((path) => typeof path.at(-1) === 'string');
        const place = places[n % places.length]!;
        const paths = problemsOf(mutate(document, place, mutations.rename!)).map(({ path }) => path);
        expect(paths.includes(formatPath(place)) || paths.includes(`${formatPath(place)}x`)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('characters lost, doubled or put in anywhere', () => {
    const text = readFileSync(new URL('../broken/several-at-once.yaml', import.meta.url), 'utf8');
    const noise = fc.constantFrom(
      '',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ':',
      ': ',
      '&a ',
      '*a',
      '!!',
      '\t',
      '\n',
      '- ',
      '\u0000',
      '|',
      '#',
    );
    fc.assert(
      fc.property(fc.nat({ max: text.length }), fc.nat({ max: 3 }), noise, (at, lost, put) => {
        problemsOf(text.slice(0, at) + put + text.slice(at + lost));
      }),
      { numRuns: 120 },
    );
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void problemsOf(text)),
      { numRuns: 120 },
    );
    fc.assert(
      fc.property(fc.json(), (text) => void problemsOf(text)),
      { numRuns: 60 },
    );
  });
});
