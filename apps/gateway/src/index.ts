export { GatewayConfigSchema, type GatewayConfig } from './config.js';
export type { PortalConfig } from './edge/portal-config.controller.js';
export type { ServiceOperations } from './operations/operations.controller.js';
export type { Person } from './sign-in/person.js';
export { startGateway, type RunningGateway } from './start-gateway.js';
