/** A worker's thread begins here where the code is TypeScript: it learns to read it, then does what `processor.ts` says. */
import { register as registerCommonJs } from 'tsx/cjs/api';
import { register } from 'tsx/esm/api';

registerCommonJs(); // a plugin may lie in a folder that does not say which it is
register();
const { default: makeRun } = await import('./processor.ts');
export default makeRun;
