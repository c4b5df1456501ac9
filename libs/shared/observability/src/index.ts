export * from './logger.js';
export * from './metrics.js';
export * from './observability.module.js';
export * from './read-metrics.js';
export { redact, scrub } from './redact.js';
export * from './request-log.js';
export { inSpan, requestSpan, startTracing } from './tracing.js';
