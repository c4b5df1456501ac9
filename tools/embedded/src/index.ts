export { startPostgres, stopPostgres, type PostgresOptions, type RunningServer } from './postgres/postgres.js';
export { removeCluster } from './postgres/cluster.js';
export {
  bytesOfData,
  putBack,
  restorePointOf,
  settleRestorePoint,
  takeRestorePoint,
  type RestorePoint,
} from './postgres/restore-point.js';
export { startNats, stopNats, natsKeyFile, type NatsKey, type NatsOptions, type RunningNats } from './nats/nats.js';
export { findNatsServer, natsVersion, MINIMUM_NATS } from './nats/nats-binary.js';
export { guestsIn } from './start/between.js';
export { migrationEnvironment, serviceEnvironments, type Environment, type Layout } from './start/environments.js';
export { takeDataFolder, type DataFolder } from './start/data-folder.js';
export { startHub, type HubOptions, type RunningHub } from './nats/hub.js';
export {
  hubConfig,
  natsConfig,
  type HubConfig,
  type HubLine,
  type NatsConfig,
  type NatsPermissions,
  type NatsUser,
} from './nats/nats-config.js';
export { brokerUsers } from './broker-users.js';
export { changingSecrets, instanceSecrets, type InstanceSecrets } from './instance-secrets.js';
export { INSTANCE_FILE, readInstanceFile, type InstanceFile } from './instance-file.js';
export { takeLock } from './host/lock.js';
export { randomSecret, secretFile, writeSecret, type KeepSecret } from './host/secret-files.js';
export { findChromium, type Chromium } from './chromium/chromium.js';
export { freePort } from './host/ports.js';
export { startIdentity, type IdentityOptions, type RunningIdentity } from './identity/identity.js';
export { demoPeople, demoPeopleOf, type DemoPerson } from './identity/people.js';
export type { IdentityClient } from './identity/provider.js';
export { OneInstance } from './instance/one-instance.js';
export { StartProcess } from './instance/start-process.js';
export { RunningInstance } from './instance/running-instance.js';
