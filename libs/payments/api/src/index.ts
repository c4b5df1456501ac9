export * from './http.js';
export * from './messages.js';
export * from './partner-messages.js';
