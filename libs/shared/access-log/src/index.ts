export * from './access-log.js';
export * from './access-log.module.js';
export { AccessRecordPageSchema, AccessRecordSchema, type AccessRecord } from './access-record.js';
export { accessLogMigrations } from './persistence/access-record.migration.js';
export { accessLogSource } from './access-log.source.js';
