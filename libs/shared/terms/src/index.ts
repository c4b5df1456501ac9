export * from './types.js';
export { termsSchema, termsJsonSchema, PARTY_ROLES } from './schema/terms.js';
