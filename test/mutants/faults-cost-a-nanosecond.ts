import { faultsOfNoEffect } from '../laws/19-faults.ts';
import { FaultySimulator } from '../oracle/plain-faults.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class FaultsCostANanosecond extends FaultySimulator {
  override clockSeconds(worker: number, clock: number): number {
    return super.clockSeconds(worker, clock) + (this.world.prepared.faults.length > 0 ? 1e-9 : 0);
  }
}

/** Looking whether there is a fault takes its time. */
export const faultsCostANanosecond: Mutant = {
  wrong: 'clocks take a nanosecond longer where there may be faults',
  subject: withClockwork(FaultsCostANanosecond),
  breaks: [faultsOfNoEffect],
};
