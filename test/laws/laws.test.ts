import { test } from 'vitest';
import { demandKept, real } from './law.ts';
import * as laws from './laws.ts';

test.each(Object.values(laws))('$name', (law) => demandKept(law, real));
