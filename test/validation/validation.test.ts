import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { networkValidation } from '../../scripts/validation/network.ts';
import { withPart } from '../../scripts/validation/parts.ts';

test('the figures in docs/validation.md are those that the code gives now (else: npm run generate)', () => {
  const text = readFileSync(new URL('../../docs/validation.md', import.meta.url), 'utf8');
  expect(text).toBe(withPart(text, 'networks', networkValidation()));
});

test('a part goes between its markers, and nowhere else', () => {
  expect(withPart('a\n<!-- x -->\nold\n<!-- /x -->\nb', 'x', 'new')).toBe(
    'a\n<!-- x -->\nnew\n<!-- /x -->\nb',
  );
  expect(() => withPart('a', 'x', 'new')).toThrow('no markers');
});
