import { test } from 'vitest';
import { demandKept, real } from './law.ts';
import * as laws from './learning-laws.ts';

for (const law of Object.values(laws)) test(law.name, () => demandKept(law, real));
