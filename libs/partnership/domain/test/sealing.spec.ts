import { describe, expect, it } from '@jest/globals';
import { digestOfHead, lastHead, peerOf, sign, textOf, type Fact, type Seal } from '../src/index.js';
import { partners, rounds, type Party } from './pair.js';
import { keys } from './partnership.js';

const heads = (party: Party): Seal['head'][] =>
  party.facts.flatMap((fact) => (fact.type === 'sealed' ? [fact.seal.head] : []));
const seals = (party: Party, of: string) => peerOf(party.state, of).seals;
const tell = (from: Party, to: Party, count = 3): void => {
  for (let i = 0; i < count; i += 1) from.trial(to.self.me, `${from.self.me}-${from.facts.length}-${i}`);
  rounds(from, to);
};

/** Aarhus with a first batch, which Herning has cosigned. */
function sealedOnce(): ReturnType<typeof partners> {
  const three = partners();
  tell(three.aarhus, three.herning);
  three.aarhus.seal();
  rounds(three.aarhus, three.herning, 1);
  return three;
}

describe('a sealed log', () => {
  it('has one head for all that has its last word, and the next goes on from it', () => {
    const { aarhus, herning } = sealedOnce();
    tell(aarhus, herning, 2);
    aarhus.hours += 1;
    aarhus.seal();
    const [first, second] = heads(aarhus);
    // Two agreement steps and three trials; then two trials.
    expect([first!.leaves, second!.leaves]).toEqual([5, 2]);
    expect([first!.previous, second!.previous]).toEqual([[], [digestOfHead(first!)]]);
  });
  it('is sealed when so much or so long has gone, and not when nothing has', () => {
    const { aarhus, herning } = sealedOnce();
    aarhus.seal();
    expect(heads(aarhus)).toHaveLength(1);
    tell(aarhus, herning);
    aarhus.seal(3_600_000);
    expect(heads(aarhus)).toHaveLength(1);
    aarhus.hours += 2;
    aarhus.seal(3_600_000);
    expect(heads(aarhus)).toHaveLength(2);
  });
  it('is cosigned by others, who are asked again for what was lost on the way', () => {
    const { aarhus, herning } = sealedOnce();
    expect(seals(aarhus, 'herning').ours).toEqual(lastHead(aarhus.state.log));
    for (let i = 0; i < 3; i += 1) {
      tell(aarhus, herning);
      aarhus.hours += 1;
      aarhus.seal();
      aarhus.tray = [];
    }
    rounds(aarhus, herning, 2);
    expect(seals(herning, 'aarhus').theirs).toEqual({ number: 4, digest: digestOfHead(heads(aarhus)[3]!) });
    expect(seals(aarhus, 'herning').ours).toEqual(seals(herning, 'aarhus').theirs);
    const cosigned = aarhus.facts.flatMap((fact) => (fact.type === 'cosigned' ? [fact.seal.head.number] : []));
    expect(cosigned).toEqual([1, 2, 3, 4]);
  });
});

describe('a member that rewrites its log', () => {
  it('gets no signature on it, and is seen', () => {
    const { aarhus, herning, odense } = sealedOnce();
    tell(aarhus, herning);
    const before = aarhus.facts.findIndex(({ type }) => type === 'sealed');
    // As if the first batch had never been, and without asking anybody what was there.
    const other: Fact[] = aarhus.facts.filter((fact, at) => at !== before && fact.type !== 'cosigned');
    aarhus.facts = other;
    aarhus.restore(other.length);
    aarhus.seal();
    const [head] = heads(aarhus);
    expect(head!.number).toBe(1);
    aarhus.texts('herning', 'seal').forEach((text) => herning.take(text));
    expect(herning.texts('aarhus', 'seal')).toEqual([]);
    expect(seals(herning, 'aarhus').isApart).toBe(true);
    // Who had cosigned nothing before has no reason to doubt it: one witness is none.
    rounds(aarhus, odense, 1);
    expect(seals(odense, 'aarhus').theirs.digest).toBe(digestOfHead(head!));
  });
  it('cannot go on from nowhere either', () => {
    const { aarhus, herning } = sealedOnce();
    const own = aarhus.facts.flatMap((fact) => (fact.type === 'sealed' ? [fact.seal] : []))[0]!;
    for (const number of [2, 9]) {
      const { signature: _, ...body } = own;
      const head = { ...own.head, number, previous: ['0'.repeat(64)] };
      herning.take(textOf(sign({ ...body, head }, keys.signer('aarhus'))));
    }
    expect(herning.texts('aarhus', 'seal')).toEqual([]);
    expect(seals(herning, 'aarhus').theirs.number).toBe(1);
  });
});

describe('a member restored from a backup', () => {
  it('gets its heads back before it seals again, and goes on from them', () => {
    const { aarhus, herning } = sealedOnce();
    const kept = aarhus.facts.length;
    for (let i = 0; i < 2; i += 1) {
      tell(aarhus, herning);
      aarhus.hours += 1;
      aarhus.seal();
      rounds(aarhus, herning, 1);
    }
    const lost = heads(aarhus).at(-1)!;
    aarhus.restore(kept);
    rounds(aarhus, herning, 4);
    expect(lastHead(aarhus.state.log)).toEqual({ number: 3, digest: digestOfHead(lost) });
    aarhus.seal();
    rounds(aarhus, herning, 1);
    expect(heads(aarhus).at(-1)).toMatchObject({ number: 4, previous: [digestOfHead(lost)], leaves: 6 });
    expect(seals(aarhus, 'herning').ours.number).toBe(4);
  });
  it('joins them with what it sealed before it heard', () => {
    const { aarhus, herning, odense } = sealedOnce();
    const kept = aarhus.facts.length;
    tell(aarhus, herning);
    aarhus.hours += 1;
    aarhus.seal();
    rounds(aarhus, herning, 1);
    const lost = heads(aarhus).at(-1)!;
    aarhus.restore(kept);
    aarhus.say('odense', { id: 'x', agreement: null, type: 'trial-sent/1', content: { text: 'x', amount: '1' } });
    aarhus.do({ facts: [wordOf(herning)], sends: [] });
    aarhus.hours += 1;
    aarhus.seal();
    const own = heads(aarhus).at(-1)!;
    rounds(aarhus, odense, 2);
    expect([own.number, seals(odense, 'aarhus').theirs.digest]).toEqual([2, digestOfHead(own)]);
    rounds(aarhus, herning, 3);
    expect(seals(herning, 'aarhus').isApart).toBe(true);
    aarhus.seal();
    rounds(aarhus, herning, 2);
    rounds(aarhus, odense, 2);
    const joined = heads(aarhus).at(-1)!;
    expect(joined.previous.toSorted()).toEqual([digestOfHead(own), digestOfHead(lost)].toSorted());
    for (const witness of [herning, odense])
      expect(seals(witness, 'aarhus')).toMatchObject({
        theirs: { number: 3, digest: digestOfHead(joined) },
        isApart: false,
      });
    expect(seals(aarhus, 'herning').ours.number).toBe(3);
  });
  it('as a witness cosigns again what it had cosigned', () => {
    const { aarhus, herning } = sealedOnce();
    herning.restore(herning.facts.findIndex(({ type }) => type === 'witnessed'));
    expect(seals(herning, 'aarhus').theirs.number).toBe(0);
    rounds(aarhus, herning, 2);
    tell(aarhus, herning);
    aarhus.hours += 1;
    aarhus.seal();
    rounds(aarhus, herning, 2);
    expect(seals(aarhus, 'herning').ours.number).toBe(2);
  });
});

/** A last word that comes of itself: what is sealed does not matter here. */
const wordOf = (party: Party): Fact => {
  const fact = party.facts.findLast((each) => each.type === 'booked')!;
  return { type: 'receipt-came', receipt: (fact as Extract<Fact, { readonly type: 'booked' }>).receipt };
};
