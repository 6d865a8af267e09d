import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeProblem, InputError } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';

const folder = new URL('../broken/', import.meta.url);
const files = readdirSync(folder).filter((name) => !name.endsWith('.expect'));

/** What a file says of itself: lines `# expect: MESSAGE` at its top, or those of FILE.expect. `…` stands for anything. */
function expectedOf(name: string, text: string): string[] {
  if (name.endsWith('.json'))
    return readFileSync(new URL(`${name}.expect`, folder), 'utf8')
      .trim()
      .split('\n');
  return [...text.matchAll(/^# expect: (.*)$/gm)].map(([, message]) => message!);
}

function messagesOf(text: string): string[] {
  try {
    parseScenario(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(describeProblem);
  }
  return [];
}

function pattern(expected: string): RegExp {
  const escaped = expected.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+')}$`);
}

describe('everything that is wrong with a file is said, where it is and what would be right', () => {
  test('there are thirty broken files and more', () => {
    expect(files.length).toBeGreaterThan(30);
  });

  test.each(files)('%s', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const messages = messagesOf(text);
    const expected = expectedOf(name, text);
    expect(messages).toEqual(expected.map((line) => expect.stringMatching(pattern(line))));
  });

  test('the file is named as the user named it', () => {
    const read = () => parseScenario('name: 3', { file: 'my/slow.yaml' });
    expect(read).toThrow(/^my\/slow\.yaml:1:7: name: 3 \(allowed: letters/m);
    expect(() => parseScenario('a: [', { file: 'my/slow.yaml' })).toThrow(/^my\/slow\.yaml:1:\d+: /);
  });
});
