export * from './http.js';
export * from './message-types.js';
export * from './message-types/payment-due.js';
export * from './messages.js';
