export * from './http.js';
export * from './message-types.js';
export * from './messages.js';
