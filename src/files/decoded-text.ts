import { InputError } from '../base/errors.ts';

/**
 * The text of a YAML or JSON file. As YAML 1.2 (section 5.2) has it, a byte order mark or the zero bytes of the first character tell
 * UTF-16 from UTF-8. The mark is left out.
 * @throws InputError for UTF-32.
 */
export function decodedText(bytes: Uint8Array, file: string): string {
  const [first = 1, second = 1, third = 1, fourth = 1] = bytes;
  const isUtf32 = (third === 0 && fourth === 0) || (first === 0 && second === 0);
  if (isUtf32) throw new InputError({ file, message: 'is in UTF-32', allowed: 'UTF-8, or UTF-16' });
  return new TextDecoder(utf16Of(first, second) ?? 'utf-8').decode(bytes);
}

function utf16Of(first: number, second: number): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : undefined;
}
