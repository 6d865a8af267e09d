import { expect, test } from 'vitest';
import { decodedText } from '../../src/files/decoded-text.ts';

const text = 'name: é\n';
const utf16le = Buffer.from(text, 'utf16le');
const mark = (...bytes: number[]) => Buffer.from(bytes);

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(text)])],
  ['UTF-16 as Windows writes it', Buffer.concat([mark(0xff, 0xfe), utf16le])],
  ['UTF-16 with the high byte first', Buffer.concat([mark(0xfe, 0xff), Buffer.from(utf16le).swap16()])],
  ['UTF-16 without a mark', utf16le],
  ['UTF-16 without a mark, with the high byte first', Buffer.from(utf16le).swap16()],
])('a scenario is the same text in %s', (_, bytes) => {
  expect(decodedText(bytes, 'a.yaml')).toBe(text);
});

test('short files are no special case, and UTF-32 is refused by name', () => {
  expect(decodedText(Buffer.of(), 'a.yaml')).toBe('');
  expect(decodedText(Buffer.from('a'), 'a.yaml')).toBe('a');
  const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]);
  expect(() => decodedText(utf32, 'a.yaml')).toThrow('a.yaml: is in UTF-32 (allowed: UTF-8, or UTF-16)');
});
