#!/usr/bin/env node
import { nodeProblem } from './node-version.ts';

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  import('./run-main.ts').then(({ runMain }) => runMain());
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}
