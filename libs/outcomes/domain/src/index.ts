export * as outcomeErrors from './errors.js';
export * from './checks.js';
export * from './claim.js';
export * from './cpr.js';
export * from './decide.js';
export * from './import-row.js';
export * from './pseudonym.js';
export * from './statistics.js';
