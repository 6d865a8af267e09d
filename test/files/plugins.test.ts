import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { withPlugins } from '../../src/files/plugins.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function pluginOf(text: string): string {
  const file = join(temporaryFolder(), 'plugin.ts');
  writeFileSync(file, text);
  return file;
}

const protocolModule = resolve('src/protocols/protocol.ts');
const ruleModule = resolve('src/optimizers/server/server-rule.ts');

test('a plugin adds the protocols and rules that it exports, each once, and nothing else changes', async () => {
  const file = pluginOf(`
    import { defineProtocol } from ${JSON.stringify(protocolModule)};
    import { defineServerRule } from ${JSON.stringify(ruleModule)};
    export const mine = defineProtocol({ name: 'mine', summary: 'x', options: {},
      create: () => ({ needsPull: () => true, admitPull: () => true }) });
    export const half = defineServerRule({ name: 'half', summary: 'y', options: {}, create: () => ({ push() {} }) });
    export const other = 42;
    export default mine;`);
  const { catalogue, inputs } = await withPlugins(builtinCatalogue, [file]);
  expect(catalogue.protocols.names).toEqual([...builtinCatalogue.protocols.names, 'mine']);
  expect(catalogue.serverRules.names).toEqual([...builtinCatalogue.serverRules.names, 'half']);
  expect(catalogue.models).toBe(builtinCatalogue.models);
  expect(inputs).toMatchObject([{ path: file, bytes: expect.any(Number) }]);
});

test('every protocol and rule of ours carries the mark by which plugins are read', () => {
  expect(new Set(builtinCatalogue.protocols.entries.map(({ defines }) => defines))).toEqual(
    new Set(['protocol']),
  );
  expect(new Set(builtinCatalogue.serverRules.entries.map(({ defines }) => defines))).toEqual(
    new Set(['server-rule']),
  );
});

test.each([
  ['export const x = 1;', 'exports no definition'],
  ['export const x = ;', 'cannot be imported as a plugin'],
  ['throw new Error("no luck");', 'no luck'],
  ["export const x = { defines: 'protocol', name: 'ssp' };", 'already a protocol called ssp'],
])('a plugin that is no plugin is refused by name: %s', async (text, message) => {
  const file = pluginOf(text);
  await expect(withPlugins(builtinCatalogue, [file])).rejects.toThrow(`${file}:`);
  await expect(withPlugins(builtinCatalogue, [file])).rejects.toThrow(message);
});
