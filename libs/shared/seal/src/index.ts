export * from './checkpoint.js';
export * from './finding.js';
export { ledgerSources } from './ledger-sources.js';
export { Peaks } from './merkle.js';
export * from './pass.js';
export { sealMigrations } from './persistence/seal.migration.js';
export { SealStore } from './persistence/seal.store.js';
export { Sealing, type LedgerReport, type SealReport, type SealOptions } from './sealing.js';
export * from './source.js';
