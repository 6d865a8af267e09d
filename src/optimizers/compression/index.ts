import { registryOf } from '../../base/registry.ts';
import type { CompressionDefinition } from './compression.ts';
import { quantise8Bit } from './quantise-8-bit.ts';
import { sign } from './sign.ts';
import { threshold } from './threshold.ts';
import { topK } from './top-k.ts';

/** The compressions that an algorithm may name. */
export const compressions = registryOf<CompressionDefinition>('compression')(
  topK,
  threshold,
  quantise8Bit,
  sign,
);
