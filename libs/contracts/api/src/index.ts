export * from './budget.js';
export * from './http.js';
export * from './messages.js';
export * from './simulation.js';
export * from './partner-messages.js';
