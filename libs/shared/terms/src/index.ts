export * from './types.js';
export { termsSchema, termsJsonSchema, PARTY_ROLES } from './schema/terms.js';
export { parseTerms, termsDigest } from './parse/parse-terms.js';
export { evaluate } from './evaluate/evaluate.js';
export { moneyText } from './evaluate/sentences.js';
export { grossOf } from './evaluate/gross-of.js';
