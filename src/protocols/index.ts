import { registryOf } from '../base/registry.ts';
import { asp } from './asp.ts';
import { backupWorkers } from './backup-workers.ts';
import { bsp } from './bsp.ts';
import { kAsync } from './k-async.ts';
import type { ProtocolDefinition } from './protocol.ts';
import { ssp } from './ssp.ts';

/** The protocols that a scenario may name. */
export const protocols = registryOf<ProtocolDefinition>('protocol')(bsp, ssp, asp, kAsync, backupWorkers);
