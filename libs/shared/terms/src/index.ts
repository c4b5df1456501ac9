export * from './types.js';
export { PARTY_ROLES } from './schema/common.js';
export { termsSchema, termsJsonSchema } from './schema/terms.js';
export { parseTerms, termsDigest } from './parse/parse-terms.js';
export { evaluate } from './evaluate/evaluate.js';
export { moneyText } from './evaluate/money-text.js';
export { grossOf } from './evaluate/gross-of.js';
