import { describe, expect, it } from '@jest/globals';
import {
  digestAt,
  entryOf,
  firstDifference,
  judge,
  peerOf,
  textOf,
  type Fact,
  type Message,
  type QuarantineReason,
  type Says,
} from '../src/index.js';
import { carry, partners, Party, round, rounds, vouch } from './pair.js';
import { AGREEMENT, at, four, keyOf, keys, say, selfOf } from './partnership.js';

const bookedBy = ({ facts }: Party): string[] => {
  const received = facts.flatMap((fact) => (fact.type === 'received' ? [fact.message] : []));
  return facts
    .flatMap((fact) => (fact.type === 'booked' ? [fact.receipt.number] : []))
    .map((number) => received.findLast((message) => message.number === number)!.id)
    .filter((id) => !id.startsWith('step'));
};
const reasons = (facts: readonly Fact[]): QuarantineReason[] =>
  facts.flatMap((fact) => (fact.type === 'quarantined' ? [fact.reason] : []));
const said = (party: Party, step: 'suspend' | 'resume' | 'end', id: string, to = 'herning'): void =>
  party.step(to, id, { step, agreement: AGREEMENT, office: 'Direktør', reason: 'Prøve' });
/** Puts a document's text out of order to the other side, and tells what came of it. */
const areEven = (a: Party, b: Party): void => {
  const [out, incoming] = [peerOf(a.state, b.self.me).out, peerOf(b.state, a.self.me).in];
  expect(out.open).toEqual([]);
  expect(incoming.settled).toEqual(out.settled);
};

describe('an exchange', () => {
  it('is booked once and receipted, and both sides hold the same', () => {
    const { aarhus, herning } = partners();
    ['a', 'b', 'c'].forEach((id) => aarhus.trial('herning', id));
    rounds(aarhus, herning, 2);
    expect(bookedBy(herning)).toEqual(['a', 'b', 'c']);
    areEven(aarhus, herning);
    expect(peerOf(aarhus.state, 'herning').agreements[AGREEMENT]?.lastUsed).toBe('2026-03-01');
  });
  it('asks for what is missing, and takes nothing before its turn', () => {
    const { aarhus, herning } = partners();
    ['a', 'b', 'c'].forEach((id) => aarhus.trial('herning', id));
    aarhus.dispatch('herning');
    const [, second, third] = aarhus.texts('herning', 'message');
    expect(herning.take(third!).map(({ type }) => type)).toEqual(['asked']);
    expect(herning.take(second!)).toEqual([]);
    carry(aarhus, herning);
    rounds(aarhus, herning, 2);
    expect(bookedBy(herning)).toEqual(['a', 'b', 'c']);
  });
  it('has no second effect when it is repeated, by whomever and whenever', () => {
    const { aarhus, herning } = partners();
    aarhus.trial('herning', 'a');
    aarhus.dispatch('herning');
    const [text] = aarhus.texts('herning', 'message');
    herning.take(text!);
    expect(herning.take(text!)).toEqual([]);
    rounds(aarhus, herning, 2);
    expect(herning.take(text!)).toEqual([]);
    expect(bookedBy(herning)).toEqual(['a']);
  });
  it('is put aside as replayed when a number comes with something else', () => {
    const { aarhus, herning } = partners();
    const before = aarhus.facts.length;
    aarhus.trial('herning', 'a');
    rounds(aarhus, herning, 2);
    aarhus.restore(before);
    vouch(new (aarhus.constructor as typeof Party)('odense', four()), aarhus);
    // It does not listen first, as it must.
    aarhus.state = {
      ...aarhus.state,
      peers: {
        herning: {
          ...peerOf(aarhus.state, 'herning'),
          heard: { ...peerOf(herning.state, 'aarhus').heard!, run: 'x', isAhead: false, upTo: 0 },
        },
      },
    };
    aarhus.trial('herning', 'b');
    aarhus.dispatch('herning');
    const [text] = aarhus.texts('herning', 'message');
    expect(reasons(herning.take(text!))).toEqual(['replayed']);
  });
});

describe('an agreement in mid-stream', () => {
  it('holds back while it is suspended, and lets through what waited', () => {
    const { aarhus, herning } = partners();
    said(herning, 'suspend', 'step-3', 'aarhus');
    aarhus.trial('herning', 'a');
    // Herning has suspended at home; Aarhus does not know yet.
    aarhus.dispatch('herning');
    carry(aarhus, herning);
    expect(bookedBy(herning)).toEqual([]);
    rounds(aarhus, herning);
    expect(peerOf(aarhus.state, 'herning').queue.map(({ id }) => id)).toEqual(['a']);
    said(herning, 'resume', 'step-4', 'aarhus');
    rounds(aarhus, herning);
    expect(bookedBy(herning)).toEqual(['a']);
    areEven(aarhus, herning);
  });
  it('stops for good when one side ends it', () => {
    const { aarhus, herning } = partners();
    aarhus.trial('herning', 'a');
    said(herning, 'end', 'step-3', 'aarhus');
    aarhus.dispatch('herning');
    rounds(aarhus, herning);
    aarhus.trial('herning', 'b');
    rounds(aarhus, herning);
    expect(bookedBy(herning)).toEqual([]);
    expect(aarhus.facts).toContainEqual({ type: 'dropped', to: 'herning', id: 'b', reason: 'ended' });
    expect(peerOf(aarhus.state, 'herning').queue).toEqual([]);
    areEven(aarhus, herning);
  });
  it('ends by itself, also when nobody says so', () => {
    const { aarhus, herning, odense } = partners();
    for (const party of [aarhus, herning, odense]) party.hours = 24 * 310;
    vouch(odense, aarhus, herning);
    aarhus.trial('herning', 'a');
    rounds(aarhus, herning);
    expect(aarhus.facts).toContainEqual({ type: 'dropped', to: 'herning', id: 'a', reason: 'ended' });
  });
  it('suspends both sides when they hold different agreements, and says so', () => {
    const { aarhus, herning } = partners();
    // Somebody has written into Herning's store.
    herning.do({
      facts: [
        {
          type: 'queued',
          from: 'herning',
          to: 'aarhus',
          item: {
            id: 'x',
            agreement: null,
            type: 'agreement-step-taken/1',
            content: { step: 'suspend', agreement: AGREEMENT, office: 'Ingen', reason: 'Ingen' },
          },
        },
        { type: 'dropped', to: 'aarhus', id: 'x', reason: 'booked' },
      ],
      sends: [],
    });
    rounds(aarhus, herning, 2);
    for (const [party, other] of [
      [aarhus, 'herning'],
      [herning, 'aarhus'],
    ] as const) {
      expect(peerOf(party.state, other).differs).toBe(true);
      expect(party.facts).toContainEqual({ type: 'agreements-compared', with: other, differs: true });
    }
    aarhus.trial('herning', 'a');
    rounds(aarhus, herning, 2);
    expect(bookedBy(herning)).toEqual([]);
  });
});

describe('a restored backup', () => {
  it('of the sender is given back what it said, and says what is new after it', () => {
    const { aarhus, herning, odense } = partners();
    const before = aarhus.facts.length;
    ['a', 'b'].forEach((id) => aarhus.trial('herning', id));
    rounds(aarhus, herning, 2);
    aarhus.restore(before);
    vouch(odense, aarhus);
    aarhus.trial('herning', 'c');
    rounds(aarhus, herning, 6);
    expect(bookedBy(herning)).toEqual(['a', 'b', 'c']);
    areEven(aarhus, herning);
  });
  it('of the receiver is told again, and stands by what it had refused', () => {
    const { aarhus, herning, odense } = partners();
    const before = herning.facts.length;
    said(herning, 'suspend', 'step-3', 'aarhus');
    aarhus.trial('herning', 'a');
    aarhus.dispatch('herning');
    rounds(aarhus, herning);
    said(herning, 'resume', 'step-4', 'aarhus');
    rounds(aarhus, herning);
    expect(bookedBy(herning)).toEqual(['a']);
    herning.restore(before);
    vouch(odense, herning);
    rounds(aarhus, herning, 8);
    expect(bookedBy(herning)).toEqual(['a']);
    areEven(aarhus, herning);
    areEven(herning, aarhus);
  });
  it('says nothing new before its partner has answered', () => {
    const { aarhus, herning } = partners();
    aarhus.restore(aarhus.facts.length);
    aarhus.trial('herning', 'a');
    aarhus.dispatch('herning');
    expect(aarhus.texts('herning', 'message')).toEqual([]);
    rounds(aarhus, herning);
    expect(bookedBy(herning)).toEqual(['a']);
  });
});

describe('who is believed', () => {
  it('is told by lists that are asked for, and shown while they hold', () => {
    const book = four();
    const [aarhus, odense] = [new Party('aarhus', book), new Party('odense', book)];
    round(aarhus, odense);
    const [of, shown] = [aarhus.state.lists['odense'], odense.state.lists['aarhus']];
    expect([of?.by, shown?.by]).toEqual(['odense', 'aarhus']);
    rounds(aarhus, odense);
    expect(aarhus.state.lists['odense']).toBe(of);
    aarhus.hours = odense.hours = 14;
    rounds(aarhus, odense, 1);
    expect(aarhus.state.lists['odense']!.at > of!.at).toBe(true);
  });
  it('is nobody whom no third member has vouched for within a day', () => {
    const { aarhus, herning, odense } = partners();
    for (const party of [aarhus, herning, odense]) party.hours = 30;
    aarhus.trial('herning', 'a');
    rounds(aarhus, herning, 2);
    expect(bookedBy(herning)).toEqual([]);
    vouch(odense, aarhus, herning);
    rounds(aarhus, herning, 2);
    expect(bookedBy(herning)).toEqual(['a']);
  });

  const told = (by: readonly string[], what: 'exclude' | 'suspend' | 'leave', lateFor = 0) => {
    const book = four();
    const { aarhus, herning, odense } = partners(book);
    aarhus.trial('herning', 'a');
    aarhus.dispatch('herning');
    const [message] = aarhus.texts('herning', 'message');
    const hand = say({ what: 'hand-over', member: 'odense' }, ['aarhus']);
    const says = say({ what, member: 'aarhus', reason: 'Prøve' }, by, 1);
    book.try(hand, 'odense');
    expect(book.try(says)).toBeUndefined();
    herning.hours += lateFor;
    const facts = book.entries.slice(-2).map((entry) => ({ type: 'entered', entry }) as const);
    herning.do({ facts, sends: [] });
    odense.do({ facts, sends: [] });
    odense.hours = herning.hours;
    vouch(odense, herning);
    return herning.take(message!);
  };
  it('is not the excluded, whatever day it writes on its letter', () =>
    expect(reasons(told(['herning', 'gladsaxe', 'odense'], 'exclude'))).toEqual(['excluded']));
  it('is the suspended again when it is resumed: until then nothing is taken and nothing lost', () =>
    expect(told(['herning', 'gladsaxe', 'odense'], 'suspend')).toEqual([]));
  it('is who has left, about the time before', () =>
    expect(told(['aarhus'], 'leave').map(({ type }) => type)).toEqual(['received']));

  const judged = (change: Partial<Message>, ...says: Parameters<typeof say>[]) => {
    const book = four();
    const { aarhus } = partners(book);
    aarhus.trial('herning', 'a');
    aarhus.dispatch('herning');
    const message = JSON.parse(aarhus.texts('herning', 'message')[0]!) as Message;
    says.forEach(([what, by]) => book.try(say(what, by), 'aarhus/2'));
    const { signature: _, ...body } = { ...message, ...change };
    const signed = { ...body, signature: keys.signer('aarhus').sign(textOf(body)) };
    return judge(selfOf('herning'), book.history, signed, at(2));
  };
  it('is a key up to its end', () => {
    expect(judged({})).toBe('genuine');
    expect(judged({ at: at(24 * 366) })).toEqual({ quarantine: 'key-ended' });
  });
  it('is the key before a change about the time before, and not after it', () => {
    const change = [{ what: 'change-key', ...keyOf('aarhus', 'aarhus/2') }, ['aarhus', 'aarhus/2']] as const;
    expect(judged({}, [...change] as never)).toBe('genuine');
    expect(judged({ charter: four().history.heads.length + 1 }, [...change] as never)).toEqual({
      quarantine: 'forged',
    });
  });
  it('is no key that others have replaced', () => {
    const replace = [
      { what: 'replace-key', ...keyOf('aarhus', 'aarhus/2') },
      ['aarhus/2', 'herning', 'odense'],
    ] as const;
    expect(judged({}, [...replace] as never)).toEqual({ quarantine: 'key-lost' });
  });
  it('is a history ahead of ours only when we have it', () => expect(judged({ charter: 99 })).toBe('ahead'));
});

describe('the keeper after a start', () => {
  const says = { what: 'announce-maintenance', member: 'aarhus', begins: at(2), ends: at(3) } as const;
  const enters = (aarhus: Party): boolean =>
    aarhus.take(textOf(say(says, ['aarhus'], aarhus.hours))).some(({ type }) => type === 'entered');
  const restarted = (): ReturnType<typeof partners> & { gladsaxe: Party } => {
    const book = four();
    const all = { ...partners(book), gladsaxe: new Party('gladsaxe', book) };
    all.aarhus.restore(all.aarhus.facts.length);
    return all;
  };

  it('enters when all others have answered', () => {
    const { aarhus, herning, odense, gladsaxe } = restarted();
    for (const other of [herning, odense]) rounds(aarhus, other, 2);
    expect(enters(aarhus)).toBe(false);
    rounds(aarhus, gladsaxe, 2);
    expect(enters(aarhus)).toBe(true);
  });
  it('enters with half of the others, once it has listened for an hour', () => {
    const { aarhus, herning, odense } = restarted();
    rounds(aarhus, herning, 2);
    aarhus.hours += 1;
    expect(enters(aarhus)).toBe(false);
    rounds(aarhus, odense, 2);
    expect(enters(aarhus)).toBe(true);
  });
  it('tells whoever is invited nothing before they have joined', () => {
    const book = four();
    book.invite('viborg');
    const aarhus = new Party('aarhus', book);
    const others = ['herning', 'odense', 'gladsaxe'].map((id) => new Party(id, book));
    others.forEach((other) => rounds(aarhus, other, 2));
    expect(enters(aarhus)).toBe(true);
    expect(aarhus.tray.map(({ to }) => to).sort()).toEqual(['gladsaxe', 'herning', 'odense']);
  });
});

describe('who has not heard that others replaced its key', () => {
  it('is told, though what it says is not believed any more', () => {
    const book = four();
    const { herning } = partners(book);
    const odense = new Party('odense', four());
    herning.take(textOf(entryAfter(book, { what: 'replace-key', ...keyOf('odense', 'odense/2') }, 'odense/2')));
    odense.beat('herning');
    const [beat] = odense.texts('herning', 'heartbeat');
    expect(reasons(herning.take(beat!))).toEqual([]);
    herning.texts('odense', 'entry').forEach((text) => odense.take(text));
    expect(odense.state.history!.heads).toEqual(herning.state.history!.heads);
  });
  function entryAfter(book: ReturnType<typeof four>, says: Says, key: string) {
    book.say(says, [key, 'herning', 'gladsaxe']);
    return book.entries.at(-1)!;
  }
});

describe('two keepers’ stories', () => {
  it('are found by whoever hears both', () => {
    const book = four();
    const { herning } = partners(book);
    const says = (hours: number) => say({ what: 'suspend', member: 'odense', reason: 'Prøve' }, ['odense'], hours);
    const [one, other] = [1, 2].map((hours) => entryOf(book.history, says(hours), at(2), keys.signer('aarhus')));
    expect(herning.take(textOf(one!)).map(({ type }) => type)).toEqual(['entered']);
    expect(reasons(herning.take(textOf(other!)))).toEqual(['parted']);
  });
});

describe('the first difference', () => {
  it('is found by halving', async () => {
    const { aarhus, herning } = partners();
    for (let i = 0; i < 5; i += 1) aarhus.trial('herning', `t${i}`);
    rounds(aarhus, herning, 2);
    expect(digestAt(peerOf(aarhus.state, 'herning').out, 6)).toBe(peerOf(herning.state, 'aarhus').in.last.digest);
    for (const first of [1, 2, 63, 64, 100_000]) {
      let asked = 0;
      const found = await firstDifference(100_000, async (number) => {
        asked += 1;
        return number < first;
      });
      expect([found, asked <= 17]).toEqual([first, true]);
    }
    round(aarhus, herning);
  });
});
