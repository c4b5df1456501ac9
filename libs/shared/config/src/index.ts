export * from './load-config.js';
export { SealingKeysSchema } from './sealing-keys.js';
