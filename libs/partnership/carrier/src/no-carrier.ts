import { NotCarried, type Carrier } from './carrier.js';

/** Of an instance that no way leads from: what is to be carried waits. */
export const noCarrier: Carrier = {
  carry: () => Promise.reject(new NotCarried('no carrier is set up (PARTNERSHIP_CARRIER)')),
  listen: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
