export * from './compare.js';
export * from './cross-check.js';
export { differences } from './differences.js';
export * from './holdings.js';
export { queuedForPartners, sameRows } from './persistence/record.store.js';
export * from './recorded.js';
export { Reconciliation } from './reconciliation.js';
export { producersAt, Telling } from './telling.js';
