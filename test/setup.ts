import fc from 'fast-check';
import { propertySeed } from '../src/testing/environment.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: propertySeed() });
