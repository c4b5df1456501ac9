export * from './entry.js';
export { Ledger } from './ledger.js';
export { ledgerMigrations } from './persistence/schema.js';
