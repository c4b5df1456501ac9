export { CarrierConfigShape, carrierOf, type CarrierConfig } from './carrier-of.js';
export { NotCarried, type Carrier, type Take } from './carrier.js';
export { HUB_DOMAIN, hubAccounts, hubStreams, type HubMember } from './hub.js';
