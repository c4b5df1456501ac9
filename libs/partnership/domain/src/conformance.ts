import { signerOf, verifier, type Instant } from '@ringvirkning/kernel';
import { evolve } from './evolve.js';
import { EMPTY, type Fact, type Instance, type Self } from './instance.js';
import { agreementType, registryOf, trialType } from './message-type.js';
import { receive } from './receive.js';
import { signed, type Outgoing } from './speak.js';
import { digestOfDocument, readText, SPOKEN, type Verify } from './wire.js';

/** Who receives a vector, and where it stood before. */
export interface Standpoint {
  readonly receiver: string;
  /** By its clock. */
  readonly at: Instant;
  readonly run: string;
  /** By member: the seed of its Ed25519 key, 32 bytes as hex. */
  readonly keys: Readonly<Record<string, string>>;
  /** Texts that it had taken, in their order; the first is the first entry of the history. */
  readonly before: readonly string[];
}

/** What a product makes of the last of some texts. */
export interface Made {
  /** `understood`, `refused: <reason>`, `put aside: <reason>`, `asks for <what>`, or `nothing`. */
  readonly outcome: string;
  /** The texts that it says then. */
  readonly says: readonly string[];
}

/** A receiver at its standpoint. @param verify How it proves signatures. */
export function receiverOf(standpoint: Standpoint, verify: Verify = verifier()): { self: Self; state: Instance } {
  const { receiver, at, run, keys, before } = standpoint;
  const own = signerOf(Buffer.from(keys[receiver]!, 'hex'));
  const first = readText(before[0]!) as { readonly partnership: string };
  const self: Self = {
    me: receiver,
    partnership: first.partnership,
    founding: digestOfDocument(first),
    signerOf: (key) => (key === own.key ? own : undefined),
    verify,
    types: registryOf([agreementType, trialType]),
    speaks: SPOKEN,
  };
  return { self, state: taken(self, evolve(EMPTY, { type: 'started', run, at }), before, at) };
}

/** What this product makes of the last of some texts, after the others. */
export function madeOf({ self, state }: { self: Self; state: Instance }, texts: readonly string[], at: Instant): Made {
  const stands = taken(self, state, texts.slice(0, -1), at);
  const effect = receive(self, stands, texts.at(-1)!, at);
  const history = effect.facts.reduce(evolve, stands).history;
  return {
    outcome: outcomeOfFacts(effect.facts),
    says: signed(self, history, effect).sends.flatMap((send: Outgoing) => ('text' in send ? [send.text] : [])),
  };
}

const taken = (self: Self, state: Instance, texts: readonly string[], at: Instant): Instance =>
  texts.reduce((before, text) => receive(self, before, text, at).facts.reduce(evolve, before), state);

function outcomeOfFacts([fact]: readonly Fact[]): string {
  if (!fact) return 'nothing';
  if (fact.type === 'quarantined') return `put aside: ${fact.reason}`;
  if (fact.type === 'received') return fact.receipt.reason === null ? 'understood' : `refused: ${fact.receipt.reason}`;
  return fact.type === 'asked' ? `asks for ${fact.what}` : fact.type;
}
