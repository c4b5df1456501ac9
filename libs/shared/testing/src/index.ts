export * from './database.js';
export * from './eventually.js';
export * from './identity.js';
export * from './longest-turn.js';
export * from './nats.js';
export * from './service.js';
export * from './vault.js';
export * from './routes.js';
