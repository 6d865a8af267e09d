/** Fetches the releases of Node on which `npm test` compares digests with this one, into `.cache/hosts/`. Those that are there stay. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { isProgram, nodeHost, nodeVersions } from '../test/package/hosts.ts';

for (const version of nodeVersions) {
  const { prefix, package: name, program } = nodeHost(version);
  if (!isProgram(program)) {
    mkdirSync(prefix, { recursive: true });
    const options = ['--prefix', prefix, '--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...options, name], { stdio: 'inherit' });
  }
  const says = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  if (says !== `v${version}`) throw new Error(`${program} is ${says}`);
  process.stdout.write(`Node ${says}: ${program}\n`);
}
