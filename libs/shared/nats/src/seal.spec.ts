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

  it('is made once for all that are sent together, and each of them proves itself', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 9 }), fc.nat(), (payloads, n) => {
        const signatures = producer.signAll(payloads);
        expect(new Set(signatures.map((signature) => signature!.split(' ')[0])).size).toBe(1);
        for (const by of [consumer, sealOf({ service: 'benefits', publicKeys: { outcomes: outcomes.key } })])
          for (const [at, payload] of payloads.entries()) {
            expect(by.isOf('outcomes', payload, signatures[at])).toBe(true);
            expect(by.isOf('outcomes', `${payload} `, signatures[at])).toBe(false);
          }
        const at = n % payloads.length;
        expect(consumer.isOf('outcomes', `other ${payloads.join(' ')}`, signatures[at])).toBe(false);
      }),
      { numRuns: 20 },
    ));

  it('is plain for one alone', () => expect(producer.signAll(['a'])).toEqual([producer.sign('a')]));

  it('is found broken wherever it is changed', () => {
    const payloads = ['a', 'b', 'c', 'd', 'e'];
    for (const [at, signature] of producer.signAll(payloads).entries()) {
      const words = signature!.split(' ');
      const broken = [
        words.slice(0, -1).join(' '),
        [...words, words.at(-1)!].join(' '),
        [words[0], ...words.slice(1).map((word) => `${word.startsWith('<') ? '>' : '<'}${word.slice(1)}`)].join(' '),
        [words[0], ...words.slice(1).map((word) => `${word[0]}${word.slice(5)}`)].join(' '),
        [words[0], ...words.slice(1).map(() => 'nonsense')].join(' '),
        [consumer.sign('a'), ...words.slice(1)].join(' '),
      ];
      expect(broken.map((text) => consumer.isOf('outcomes', payloads[at]!, text))).toEqual(broken.map(() => false));
      expect(consumer.isOf('contracts', payloads[at]!, signature)).toBe(false);
    }
  });

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
    expect(open.signAll(['a', 'b'])).toEqual([undefined, undefined]);
    expect(open.isOf('outcomes', 'a', undefined)).toBe(true);
  });

  it.each(['U', 'UA!', 'UAAAA'])('refuses %s as a key', (key) =>
    expect(() => sealOf({ service: 'payments', publicKeys: { outcomes: key } })).toThrow(NKeysError),
  );
});
