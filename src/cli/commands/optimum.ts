import type { ScenarioOptions } from '../canonical-command.ts';
import { Interrupt } from '../interrupt.ts';
import { readScenario } from '../read-scenario.ts';
import { readData, solveFor } from '../study-source.ts';
import { Terminal } from '../terminal.ts';
