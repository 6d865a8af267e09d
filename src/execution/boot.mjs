/** A thread begins here where the code is TypeScript: it learns to read it, then does what `thread.ts` says. */
import { register } from 'tsx/esm/api';

register();
const { default: makeRuns } = await import('./thread.ts');
export default makeRuns;
