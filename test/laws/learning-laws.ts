export * from './01-same-bytes.ts';
export * from './02-bsp-is-timeless.ts';
export * from './03-sequential-sgd.ts';
export * from './04-equal-algorithms.ts';
export * from './06-dynamic.ts';
export * from './09-convergence.ts';
export * from './09-gradients.ts';
export * from './09-radius.ts';
