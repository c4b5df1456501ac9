export { Api, Refused, type DemoUser, type Origin, type TokenFor } from './api.js';
export { aarhusCase, aarhusYoungHomeless, type AarhusCase } from './aarhus/claims.js';
export { clientCredentials, type SeedClient } from './client-credentials.js';
export { fairChance, PUBLISHED_COUNTS } from './fair-chance/claims.js';
export { seed, type SeedOptions } from './seed.js';
