export { definitions } from './definitions.js';
export { migrateInstance } from './migrate-instance.js';
export { startInstance, type RunningInstance } from './start-instance.js';
