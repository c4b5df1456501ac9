export * from './event.js';
export * from './manifest.js';
export * from './probe.js';
export * from './wire.js';
