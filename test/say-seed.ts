import { propertySeed } from '../src/testing/environment.ts';

/** Runs once before all tests. */
export default function saySeed(): void {
  console.log(`property tests with seed ${propertySeed()} (another: LAGGARD_SEED=N)`);
}
