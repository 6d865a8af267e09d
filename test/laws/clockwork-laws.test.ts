import { test } from 'vitest';
import * as laws from './clockwork-laws.ts';
import { demandKept, real } from './law.ts';

for (const law of Object.values(laws)) test(law.name, () => demandKept(law, real));
