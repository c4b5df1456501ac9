export { definitions } from './definitions.js';
export { migrateInstance, provisionInstance } from './migrate-instance.js';
export { chosenServices, environmentOf } from './service-environment.js';
export { startInstance, type RunningInstance } from './start-instance.js';
export { configurationProblems, migrationsOf, variablesOf } from './what-services-need.js';
