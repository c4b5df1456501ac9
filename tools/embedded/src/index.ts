export { startPostgres, stopPostgres, freePort, type PostgresOptions, type RunningServer } from './postgres/postgres.js';
export { removeCluster } from './postgres/cluster.js';
export { startNats, stopNats, natsKeyFile, type NatsKey, type NatsOptions, type RunningNats } from './nats/nats.js';
export { findNatsServer, natsVersion, MINIMUM_NATS } from './nats/nats-binary.js';
export type { NatsPermissions, NatsUser } from './nats/nats-config.js';
export { findChromium, type Chromium } from './chromium/chromium.js';
