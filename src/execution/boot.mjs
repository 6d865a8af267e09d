/** A thread begins here where the code is TypeScript: it learns to read it, then does what `thread.ts` says. */
import { register as registerCommonJs } from 'tsx/cjs/api';
import { register } from 'tsx/esm/api';

registerCommonJs(); // a plugin may lie in a folder that does not say which it is
register();
const { default: makeRuns } = await import('./thread.ts');
export default makeRuns;
