export * from './canonical-json.js';
export * from './currencies.js';
export * from './errors.js';
export * from './ids.js';
export * from './kept.js';
export * from './local-date.js';
export * from './merkle.js';
export * from './money.js';
