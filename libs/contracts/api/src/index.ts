export * from './budget.js';
export * from './drafts.js';
export * from './gallery.js';
export * from './http.js';
export * from './messages.js';
export * from './negotiation.js';
export * from './simulation.js';
export * from './partner-messages.js';
