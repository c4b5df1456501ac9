import { sign, verify } from 'node:crypto';
import type { ServiceName } from '@ringvirkning/message';
import { nkeyOf, privateKeyOf, publicKeyOf } from './nkey.js';

/** Header of an event's signature: base64 of Ed25519 over the payload's bytes. */
export const SIGNATURE = 'rv-signature';

/** Proves that an event comes from the service that alone may publish it: signed with the seed it also signs in to the broker with. */
export interface Seal {
  /** Undefined without a seed, in a set-up that does not ask for one. */
  sign(payload: string): string | undefined;
  /** Whether the producer signed exactly this. True for everything when no keys are known, in a set-up without seeds. */
  isOf(producer: string, payload: string, signature: string | undefined): boolean;
}

export interface SealOptions {
  readonly service: ServiceName;
  readonly seed?: string | undefined;
  /** Public NKeys (U…) of the instance's services, by name; the service's own follows from its seed. */
  readonly publicKeys?: Readonly<Record<string, string>> | undefined;
}

export function sealOf({ service, seed, publicKeys = {} }: SealOptions): Seal {
  const own = seed === undefined ? undefined : nkeyOf(seed);
  const known = { ...publicKeys, ...(own === undefined ? {} : { [service]: own }) };
  const keys = new Map(Object.entries(known).map(([name, key]) => [name, publicKeyOf(key)]));
  const privateKey = seed === undefined ? undefined : privateKeyOf(seed);
  return {
    sign: (payload) => privateKey && sign(null, Buffer.from(payload), privateKey).toString('base64'),
    isOf(producer, payload, signature) {
      if (keys.size === 0) return true;
      const key = keys.get(producer);
      if (!key || signature === undefined) return false;
      return verify(null, Buffer.from(payload), key, Buffer.from(signature, 'base64'));
    },
  };
}
