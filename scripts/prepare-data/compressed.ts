import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Where the operating system stands in a gzip header, and what stands for none in particular. */
const OS_BYTE = 9;
const UNKNOWN_OS = 255;

/** The contents as gzip has them, without a time or a system in the header. */
export function packed(contents: Uint8Array): Uint8Array {
  const bytes = gzipSync(contents, { level: 9, memLevel: 9 });
  bytes[OS_BYTE] = UNKNOWN_OS;
  return bytes;
}

/** Writes `data/<name>`, compressed; returns its size in bytes. */
export function writeCompressed(name: string, contents: Uint8Array): number {
  const bytes = packed(contents);
  writeFileSync(fileURLToPath(new URL(`../../data/${name}`, import.meta.url)), bytes);
  return bytes.length;
}
