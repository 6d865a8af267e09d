import { InputError } from './errors.ts';

/** Refuses bytes with a 0 among them, which no text in UTF-8 has, before anybody looks for the end of a line. */
export function refuseZeroByte(bytes: Uint8Array, file: string): void {
  if (!bytes.includes(0)) return;
  throw new InputError({
    file,
    message: 'holds a byte of 0, as no text does',
    allowed: 'text in UTF-8, or in UTF-16 with a byte order mark',
  });
}
