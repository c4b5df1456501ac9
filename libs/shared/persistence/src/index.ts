export * from './database.js';
export { databaseErrorCode, isTransient } from './database-errors.js';
export { migrate, type MigrateOptions, type MigrationClass } from './migrate.js';
export * from './migrations.js';
export * from './persistence.module.js';
export * from './provision.js';
export * from './request-context.js';
export * from './schema.js';
export { unnested } from './unnested.js';
