export * from './entry.js';
export { Ledger } from './ledger.js';
export { probeEntry } from './probe-entry.js';
export { inputHash } from './post.js';
export { ledgerMigrations } from './persistence/schema.js';
