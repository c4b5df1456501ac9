export * from './audience.js';
export * from './publish.js';
export * from './rules.js';
