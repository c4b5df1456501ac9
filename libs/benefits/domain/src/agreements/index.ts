export * from './agreement-schema.js';
export * from './evaluate.js';
export * from './figures.js';
export * from './parse-agreement.js';
export * from './sense.js';
export * from './settle.js';
export * from './simulate.js';
export type { FrameChange } from './steps/frame.js';
export { spendingOf } from './steps/pool.js';
