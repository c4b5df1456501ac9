import { describe, expect, it } from '@jest/globals';
import { createUser, NKeysError } from '@nats-io/nkeys';
import fc from 'fast-check';
import { nkeyOf, signIn } from './nkey.js';
import { sealOf } from './seal.js';

const user = () => {
  const pair = createUser();
  return { seed: new TextDecoder().decode(pair.getSeed()), key: pair.getPublicKey(), pair };
};
const outcomes = user();
const producer = sealOf({ service: 'outcomes', seed: outcomes.seed });
const consumer = sealOf({ service: 'payments', seed: user().seed, publicKeys: { outcomes: outcomes.key } });

describe('the seal of an event', () => {
  it('is recognised by whoever knows the producer’s public key, and by the producer', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (payload) => {
        const signature = producer.sign(payload);
        expect(consumer.isOf('outcomes', payload, signature)).toBe(true);
        expect(producer.isOf('outcomes', payload, signature)).toBe(true);
      }),
    ));

  it('is the one the NKeys library makes', () =>
    expect(outcomes.pair.verify(Buffer.from('æ'), Buffer.from(producer.sign('æ')!, 'base64'))).toBe(true));

  it('comes with the key and the sign-in that the NKeys library makes of the seed', () => {
    const { nkey, sig } = signIn(outcomes.seed)('nonce') as { nkey: string; sig: string };
    expect([nkeyOf(outcomes.seed), nkey]).toEqual([outcomes.key, outcomes.key]);
    expect(outcomes.pair.verify(Buffer.from('nonce'), Buffer.from(sig, 'base64'))).toBe(true);
  });

  it.each([
    ['another payload', 'outcomes', 'b', producer.sign('a')],
    ['another service’s seed', 'outcomes', 'a', consumer.sign('a')],
    ['no signature', 'outcomes', 'a', undefined],
    ['nonsense', 'outcomes', 'a', '…'],
    ['a producer whose key is not known', 'contracts', 'a', producer.sign('a')],
  ])('does not hold for %s', (_, service, payload, signature) =>
    expect(consumer.isOf(service, payload, signature)).toBe(false),
  );

  it('is not asked for where services have no seeds', () => {
    const open = sealOf({ service: 'payments' });
    expect(open.sign('a')).toBeUndefined();
    expect(open.isOf('outcomes', 'a', undefined)).toBe(true);
  });

  it.each(['U', 'UA!', 'UAAAA'])('refuses %s as a key', (key) =>
    expect(() => sealOf({ service: 'payments', publicKeys: { outcomes: key } })).toThrow(NKeysError),
  );
});
