import { describe, expect, it } from '@jest/globals';
import { keys } from '../test/partnership.js';
import { isSignedBy, signTogether } from './together.js';

const [ours, theirs] = [keys.signer('aarhus'), keys.signer('herning')];
const documents = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ kind: 'message', number, signature: '' }));
const isOurs = (document: { readonly signature: string }) => isSignedBy(keys.verify, ours.key, document);

describe('documents signed together', () => {
  it.each([1, 2, 3, 5, 8, 33])('each of %i proves itself, alone and in any order', (count) =>
    expect(signTogether(documents(count), ours).toReversed().filter(isOurs)).toHaveLength(count),
  );
  it('are signed once', () => {
    let signatures = 0;
    signTogether(documents(50), { ...ours, sign: (text) => `${(signatures += 1)}${text}` });
    expect(signatures).toBe(1);
  });
  it('are nobody else’s, and nothing else', () => {
    const [first, second, third] = signTogether(documents(3), ours) as [Signed, Signed, Signed];
    expect(isOurs(first)).toBe(true);
    const wrong = [
      { ...first, number: 9 },
      { ...first, signature: second.signature },
      { ...first, signature: first.signature.replace('>', '<') },
      { ...first, signature: first.signature.split(' ')[0]! },
      { ...first, signature: `${first.signature} ${first.signature.split(' ')[1]}` },
      { ...third, signature: signTogether(documents(3), theirs)[2]!.signature },
      { ...first, signature: '' },
    ];
    expect(wrong.map(isOurs)).toEqual(wrong.map(() => false));
  });
  it('are proved by one signature, whichever of them comes first', () => {
    for (const all of [signTogether(documents(9), ours), signTogether(documents(9), ours).toReversed()]) {
      let verified = 0;
      const counting = (...asked: Parameters<typeof keys.verify>) => {
        verified += 1;
        return keys.verify(...asked);
      };
      expect(all.every((document) => isSignedBy(counting, ours.key, document))).toBe(true);
      expect(verified).toBe(1);
    }
  });
  it('are proved alone, whatever was proved before of the same tree', () => {
    const all = signTogether(documents(8), ours);
    expect(all.filter(isOurs)).toHaveLength(8);
    const wayOf = ({ signature }: Signed, words: number) => signature.split(' ').slice(words).join(' ');
    const [first, , third] = all as [Signed, Signed, Signed];
    const begins = first.signature.split(' ');
    const wrong = [
      { ...first, number: 9 },
      { ...first, signature: begins.slice(0, -1).join(' ') },
      { ...first, signature: [...begins.slice(0, -1), begins[1]].join(' ') },
      { ...first, signature: `${begins.slice(0, 2).join(' ')} ${wayOf(third, 2)}` },
      { ...first, signature: `${begins.slice(0, 1).join(' ')} ${wayOf(first, 2)}` },
      { ...first, signature: `${signTogether(documents(8), theirs)[0]!.signature.split(' ')[0]} ${wayOf(first, 1)}` },
    ];
    expect(wrong.map(isOurs)).toEqual(wrong.map(() => false));
    expect(all.filter(isOurs)).toHaveLength(8);
  });
  it('have one writing', () => {
    const [first] = signTogether(documents(2), ours) as [Signed];
    const last = first.signature.at(-1)!;
    // The last of 43 letters has two bits that no byte is made of.
    const others = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(last, '');
    for (const other of others)
      expect(isOurs({ ...first, signature: first.signature.slice(0, -1) + other })).toBe(false);
  });
});

type Signed = ReturnType<typeof documents>[number];
