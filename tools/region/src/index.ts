export { agree, agreementStatus, charter, statusOf } from './founding.js';
export type { Kind } from './post.js';
export { Region, type RegionOptions } from './region.js';
export type { Town } from './town.js';
