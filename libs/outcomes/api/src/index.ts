export * from './due.js';
export * from './claim-audit.js';
export * from './http.js';
export * from './messages.js';
export * from './people.js';
export * from './samples.js';
export * from './progression.js';
