export type { FileChange, Plan } from './folder.js';
export { hubOf, type HubAddress } from './hub-of.js';
export { planHub, type HubOptions, type HubPlan } from './hub.js';
export { planInstance, type InstanceOptions, type InstancePlan } from './instance.js';
export { withServices } from './services.js';
