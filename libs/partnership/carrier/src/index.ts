export { CarrierConfigShape, carrierOf, type CarrierConfig } from './carrier-of.js';
export { NotCarried, type Carrier, type Take } from './carrier.js';
