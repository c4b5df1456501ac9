export * from './business-case.js';
export * from './decimal.js';
export * from './model-schema.js';
export * from './overview.js';
export * from './parse-model.js';
export * from './silo.js';
export * from './valuate.js';
export * from './what-if.js';
