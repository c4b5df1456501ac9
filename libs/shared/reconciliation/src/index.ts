export * from './compare.js';
export { differences } from './differences.js';
export * from './holdings.js';
export { sameRows } from './persistence/record.store.js';
export * from './recorded.js';
export { Reconciliation } from './reconciliation.js';
