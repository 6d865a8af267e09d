/** A worker's thread begins here where the code is TypeScript: it learns to read it, then does what `processor.ts` says. */
import { register } from 'tsx/esm/api';

register();
const { default: makeRun } = await import('./processor.ts');
export default makeRun;
