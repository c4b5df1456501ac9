import type { MessageType } from '@ringvirkning/message';

export * from './estimate.js';
export * from './ledger.js';
export * from './overview.js';
export * from './valuation.js';
export * from './what-if.js';

/** Benefits only listens: it publishes no events and answers no requests. */
export const benefitsMessages: readonly MessageType[] = [];
