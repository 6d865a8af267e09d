import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type RawArray = Float64Array | Uint32Array;

/**
 * A folder for what both sides of a comparison read: raw little-endian arrays (`numpy.fromfile`, `array.fromfile`) and text. It
 * is removed when the benchmark ends, also by Ctrl-C.
 */
export class DataFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'laggard-bench-'));

  constructor() {
    process.once('exit', () => this.remove());
    process.once('SIGINT', () => process.exit(130));
    process.once('SIGTERM', () => process.exit(143));
  }

  /** The path of a file in it. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Writes an array and returns the file's path. */
  write(name: string, values: RawArray): string {
    writeRaw(this.file(name), values);
    return this.file(name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Writes an array as it lies in memory; this program refuses to run on a big-endian machine. */
export function writeRaw(file: string, values: RawArray): void {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) throw new Error('this machine is big-endian');
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const target = openSync(file, 'w');
  for (let done = 0; done < bytes.length; ) done += writeSync(target, bytes, done);
  closeSync(target);
}
