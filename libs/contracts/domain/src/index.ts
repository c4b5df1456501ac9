export * from './agreement.js';
export * from './contract.js';
export * from './decide.js';
export * as contractErrors from './errors.js';
export * from './hear.js';
export { isCopy, isOurs } from './joint.js';
