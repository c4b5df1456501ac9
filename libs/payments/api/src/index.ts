export * from './http.js';
export * from './messages.js';
