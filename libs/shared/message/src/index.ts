export * from './event.js';
export * from './wire.js';
