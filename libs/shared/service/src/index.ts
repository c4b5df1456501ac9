export {
  CONFIG,
  CONFIGURATION,
  configSchemaOf,
  MigrationConfigSchema,
  defineService,
  type ConfigOf,
  type ServiceConfig,
  type ServiceDefinition,
} from './definition.js';
export { OWN_HEALTH, type HealthCheck } from './health.js';
export { allMigrations, migrateService, nameOf, type MigratedService } from './migrate-service.js';
export { OWN_GAUGES, type OwnGauges } from './own-gauges.js';
export * from './run-service.js';
export * from './start-service.js';
export { StartError } from './start-error.js';
export { outboxSource } from './outbox-source.js';
