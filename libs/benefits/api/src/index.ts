export * from './across.js';
export * from './data-sharing.js';
export * from './estimate.js';
export * from './ledger.js';
export * from './overview.js';
export * from './valuation.js';
export * from './what-if.js';
export * from './partner-messages.js';
