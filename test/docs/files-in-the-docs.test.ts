import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { recordedTimes, recordedWorkers } from '../../src/cluster-model/inputs/recorded-times.ts';
import { speedCourse } from '../../src/cluster-model/inputs/speed-course.ts';
import { speedProfile } from '../../src/cluster-model/inputs/speed-profile.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';

/** The guide's blocks are files of test/examples, which run there. */
const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md') && name !== 'docs/write-a-protocol.md',
);

const blocks = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    page,
    language: language!,
    text: text!,
    first: text!.split('\n')[0]!,
  })),
);

/** A scenario of which a page may show a part: what parts refer to is in it. */
const whole = {
  name: 'whole',
  cluster: { workers: 4, stragglers: [{ kind: 'constant', slowdown: 2, workers: [0] }] },
  workload: {
    data: { builtin: 'spam' },
    model: 'logistic-regression',
    batchSize: '10%',
    computeTime: { perNonzero: '20 ns' },
  },
  training: { learningRate: 1 },
  stop: { objective: 0.1, maxClocks: 10 },
  algorithms: ['bsp'],
};

function readYaml(text: string): void {
  if (/^apiVersion:/m.test(text)) {
    expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
  } else if (/^name:/m.test(text) && /^algorithms:/m.test(text)) parseScenario(text);
  else if (/^data:.*\ndata:/m.test(text)) {
    for (const line of text.trim().split('\n')) {
      parseScenario(JSON.stringify({ ...whole, workload: { ...whole.workload, ...parse(line) } }));
    }
  } else parseScenario(JSON.stringify({ ...whole, ...parse(text) }));
}

function readProfile(text: string): void {
  speedCourse(speedProfile.parse(text, 'f'), { unit: 1, start: 'first', loopAfter: undefined });
}

function readTrace(text: string): void {
  const written = (option: string) => option;
  const [worker] = text.split(/[,;\t]/) as [string];
  recordedWorkers(recordedTimes.parse(text, 'f'), { worker, clock: [], order: 'clock', written });
}

/** By language; programs and commands have tests of their own. */
const readers: Readonly<Record<string, ((text: string) => void) | undefined>> = {
  yaml: readYaml,
  simgrid: readProfile,
  csv: (text) => (/^time,(speed|factor)$/m.test(text) ? readProfile(text) : readTrace(text)),
  js: undefined,
  ts: undefined,
  bash: undefined,
};

test('pages show files in blocks with a language that has a reader', () => {
  expect(blocks.length).toBeGreaterThan(10);
  expect(blocks.filter(({ language }) => !Object.hasOwn(readers, language))).toEqual([]);
});

test.each(blocks.filter(({ language }) => readers[language]))(
  '$page: $language $first',
  ({ language, text }) => {
    readers[language]!(text);
  },
);
