export * from './accounts.js';
export * from './run.js';
export * from './run-postings.js';
export * from './settlement.js';
