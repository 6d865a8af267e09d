import { chmodSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptPassword } from '../../scripts/redis/password.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the password survives a restart, and only its owner may read it', () => {
  const file = join(temporaryFolder(), 'password');
  const password = keptPassword(file);
  expect(password).toMatch(/^[0-9a-f]{48}$/);
  expect(keptPassword(file)).toBe(password);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a password that others could read, or that is none, is replaced', () => {
  const file = join(temporaryFolder(), 'password');
  const password = keptPassword(file);
  chmodSync(file, 0o644);
  const second = keptPassword(file);
  expect(second).not.toBe(password);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, 'short');
  expect(keptPassword(file)).toMatch(/^[0-9a-f]{48}$/);
});

test('a link is not followed', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'elsewhere'), '');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'password'));
  expect(() => keptPassword(join(folder, 'password'))).toThrow(/ELOOP/);
});
