export * from './budget.js';
export * from './due.js';
export * from './http.js';
export * from './messages.js';
export * from './moved.js';
export * from './partner-messages.js';
