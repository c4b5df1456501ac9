export * from './journal.js';
export * from './settlement.js';
export * from './two-sides.js';
