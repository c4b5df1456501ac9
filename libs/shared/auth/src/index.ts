export { ACCESS, Permit, Public, SECURITY_SCHEME, type Access } from './access.js';
export * from './auth.module.js';
export { AuthenticationError, notPermitted } from './errors.js';
export { CurrentActor, personOf, type Person } from './person.js';
export * from './policy.js';
export { TokenVerifier, type AuthOptions } from './token-verifier.js';
