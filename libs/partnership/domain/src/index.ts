export * from './agreement.js';
export * from './announcing.js';
export * from './chain.js';
export { madeOf, receiverOf, type Made, type Standpoint } from './conformance.js';
export { signerOf, verifier } from '@ringvirkning/kernel';
export * from './entering.js';
export * from './evolve.js';
export * from './evidence.js';
export * from './expiry.js';
export { askFurther } from './hear.js';
export * from './history.js';
export * from './instance.js';
export * from './invitation.js';
export { judge, type Judgement } from './judge.js';
export { mayEnter } from './keeping.js';
export * from './log.js';
export * from './member-list.js';
export * from './message-type.js';
export { receive } from './receive.js';
export * from './schema.js';
export { seal, sealDue, type SealBounds } from './sealing.js';
export {
  askSettled,
  book,
  dispatch,
  GIVEN,
  givenReceipt,
  givenSeal,
  heartbeat,
  ownSigner,
  roomFor,
  signed,
  standingOf,
  WINDOW,
  type Effect,
  type Give,
  type Given,
  type Outgoing,
  type Send,
} from './speak.js';
export * from './statements.js';
export { isSignedBy, signTogether } from './together.js';
export * from './wire.js';
export { witnessesOf } from './witnesses.js';
