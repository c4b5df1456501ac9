export * from './audience.js';
export * from './publish.js';
