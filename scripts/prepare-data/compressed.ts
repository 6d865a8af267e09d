import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Where the operating system stands in a gzip header, and what stands for none in particular. */
const OS_BYTE = 9;
const UNKNOWN_OS = 255;

/** Writes `data/<name>`, compressed, without a time or a system in its header; returns its size in bytes. */
export function writeCompressed(name: string, contents: Uint8Array): number {
  const packed = gzipSync(contents, { level: 9, memLevel: 9 });
  packed[OS_BYTE] = UNKNOWN_OS;
  writeFileSync(fileURLToPath(new URL(`../../data/${name}`, import.meta.url)), packed);
  return packed.length;
}
