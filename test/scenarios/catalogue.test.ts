import { describe, expect, test } from 'vitest';
import { integerOption, numberOption } from '../../src/base/options.ts';
import { defineServerRule } from '../../src/optimizers/server/server-rule.ts';
import { defineProtocol } from '../../src/protocols/protocol.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { scenarioWith } from '../fixtures.ts';

const every = defineProtocol({
  name: 'every',
  summary: 'For this test.',
  options: {
    clocks: integerOption({ description: 'How many.', min: 1, default: 5 }),
    pause: numberOption({ description: 'How long.', quantity: 'seconds', min: 0 }),
  },
  create: () => ({ needsPull: () => true, admitPull: () => true }),
});

const clipped = defineServerRule({
  name: 'clipped',
  summary: 'For this test.',
  // The same name as an option of ssp, and another shape.
  options: { staleness: numberOption({ description: 'A ratio here.', quantity: 'ratio', max: 1 }) },
  create: () => ({ close: () => {} }),
});

const catalogue = {
  ...builtinCatalogue,
  protocols: builtinCatalogue.protocols.with(every),
  serverRules: builtinCatalogue.serverRules.with(clipped),
};

function algorithmOf(entry: unknown) {
  const document = { ...scenarioWith(), algorithms: [entry] };
  return parseScenario(JSON.stringify(document), { catalogue }).scenario.algorithms[0];
}

describe("a user's protocol or rule is named like one of ours", () => {
  test('with its options, their units and defaults', () => {
    expect(algorithmOf({ name: 'mine', protocol: 'every', rule: 'sum', pause: '2 ms' })).toMatchObject({
      protocol: 'every',
      clocks: 5,
      pause: 0.002,
    });
  });

  test('an option means what the chosen protocol or rule says of it', () => {
    const mine = { name: 'mine', protocol: 'asp', rule: 'clipped' };
    expect(algorithmOf({ ...mine, staleness: '30%' })).toMatchObject({ staleness: 0.3 });
    expect(() => algorithmOf({ ...mine, staleness: 'unbounded' })).toThrow(
      /algorithms\[0\]\.staleness: unbounded \(allowed: a ratio/,
    );
  });

  test('what it needs and is not given is missing', () => {
    expect(() => algorithmOf({ name: 'mine', protocol: 'every', rule: 'sum' })).toThrow(
      /algorithms\[0\]\.pause: missing \(allowed: a duration/,
    );
  });

  test('without it the name is not known', () => {
    const document = { ...scenarioWith(), algorithms: [{ name: 'mine', protocol: 'every', rule: 'sum' }] };
    expect(() => parseScenario(JSON.stringify(document))).toThrow(
      /algorithms\[0\]\.protocol: every \(allowed: /,
    );
  });
});

test('every preset names a protocol and a rule that exist and go together', () => {
  for (const { name } of builtinCatalogue.algorithms.entries) {
    expect(scenarioWith({ algorithms: [name] }).algorithms[0]!.name).toBe(name);
  }
});

test('no option of a protocol or a rule hides a key that every algorithm has', () => {
  const reserved = ['name', 'label', 'protocol', 'rule', 'learningRate'];
  for (const { options } of [
    ...builtinCatalogue.protocols.entries,
    ...builtinCatalogue.serverRules.entries,
  ]) {
    expect(Object.keys(options).filter((name) => reserved.includes(name))).toEqual([]);
  }
});
