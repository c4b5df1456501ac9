import { describe, expect, it } from '@jest/globals';
import { memberOf, receive, versionsToAnnounce, versionWith, type Document, type Versions } from '../src/index.js';
import { partners, Party, rounds, round, vouch } from './pair.js';
import { at, four, say, type Book } from './partnership.js';

const ONE: Versions = { from: 1, to: 1 };
const TWO: Versions = { from: 1, to: 2 };
const THREE: Versions = { from: 2, to: 3 };
const FOUR: Versions = { from: 3, to: 4 };

const announced = (book: Book, who: Readonly<Record<string, Versions>>): Book =>
  Object.entries(who).reduce(
    (before, [member, speaks]) => before.say({ what: 'announce-versions', member, speaks }, [member]),
    book,
  );
/** The same party with newer software, started anew. */
function upgraded(party: Party, book: Book, speaks: Versions): Party {
  const next = new Party(party.self.me, book);
  Object.assign(next.self, { speaks });
  next.facts = [
    ...party.facts,
    ...book.entries.slice(party.state.history!.heads.length).map((entry) => ({ type: 'entered', entry }) as const),
  ];
  next.restore(next.facts.length);
  return next;
}
const protocolsOf = (party: Party): Set<string> =>
  new Set(party.tray.map(({ text }) => (JSON.parse(text) as Document).protocol));
const versionsOf = (party: Party, type: 'sent' | 'received'): string[] =>
  party.facts.flatMap((fact) => (fact.type === type ? [fact.message.protocol.split('/')[1]!] : []));

/** Aarhus and Herning, who have spoken version 1 so far, after both were upgraded. */
function after(aarhus: Versions, herning: Versions) {
  const book = four();
  const before = partners(book);
  announced(book, { aarhus, herning });
  const both = [upgraded(before.aarhus, book, aarhus), upgraded(before.herning, book, herning)] as const;
  vouch(new Party('odense', book), ...both);
  return { aarhus: both[0], herning: both[1], book };
}

describe('two versions', () => {
  it.each([
    [TWO, TWO, 2],
    [TWO, ONE, 1],
    [ONE, TWO, 1],
    [THREE, TWO, 2],
    [THREE, ONE, undefined],
    [ONE, THREE, undefined],
  ])('%j with %j is %s', (ours, theirs, version) => {
    const { history } = announced(four(), { herning: theirs });
    expect(versionWith(history, 'herning', ours)).toBe(version);
  });

  it('the newest that both speak is spoken, over what was said in the older one', () => {
    const { aarhus, herning } = after(TWO, TWO);
    rounds(aarhus, herning);
    aarhus.trial('herning', 'new');
    rounds(aarhus, herning);
    expect([versionsOf(aarhus, 'sent'), versionsOf(herning, 'received')]).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
    expect(herning.state.peers['aarhus']!.in.settled.number).toBe(2);
  });

  it('one that has not been upgraded is spoken to in its own', () => {
    const { aarhus, herning } = after(TWO, ONE);
    rounds(aarhus, herning);
    aarhus.trial('herning', 'old');
    aarhus.dispatch('herning');
    expect(protocolsOf(aarhus)).toEqual(new Set(['ringvirkning-partnership/1']));
    rounds(aarhus, herning);
    expect(versionsOf(herning, 'received')).toEqual(['1', '1']);
  });

  it('nothing is exchanged where there is none that both speak, and both can tell', () => {
    const { aarhus, herning } = after(FOUR, TWO);
    rounds(aarhus, herning);
    aarhus.trial('herning', 'never');
    herning.trial('aarhus', 'never');
    rounds(aarhus, herning);
    expect([versionsOf(herning, 'received'), versionsOf(aarhus, 'received')]).toEqual([['1'], ['1']]);
    expect([herning.state.unread, aarhus.state.unread]).toEqual([3, undefined]);
    expect(herning.facts.filter(({ type }) => type === 'quarantined')).toEqual([]);
    expect(aarhus.state.peers['herning']?.heard ?? null).toBeNull();
  });

  it('what waited meanwhile arrives after the upgrade, and what was said in a version that is gone is still read', () => {
    const book = four();
    const { aarhus, herning } = partners(book);
    aarhus.trial('herning', 'lost-on-the-way');
    aarhus.dispatch('herning');
    aarhus.tray = [];
    announced(book, { aarhus: TWO, herning: THREE });
    const [sender, receiver] = [upgraded(aarhus, book, TWO), upgraded(herning, book, THREE)];
    vouch(new Party('odense', book), sender, receiver);
    rounds(sender, receiver, 6);
    expect(versionsOf(receiver, 'received')).toEqual(['1', '1']);
    expect(sender.state.peers['herning']!.out.settled.number).toBe(2);
    sender.trial('herning', 'new');
    round(sender, receiver);
    expect(versionsOf(receiver, 'received')).toEqual(['1', '1', '2']);
  });

  it('are announced when the history has it otherwise, by oneself alone', () => {
    const book = four();
    const herning = new Party('herning', book);
    expect(versionsToAnnounce(herning.self, herning.state, at(1))).toBeUndefined();
    const self = { ...herning.self, speaks: TWO };
    const statement = versionsToAnnounce(self, herning.state, at(1))!;
    book.hours = 1;
    expect(book.try(statement)).toBeUndefined();
    expect(memberOf(book.history, 'herning')!.speaks).toEqual(TWO);
    expect(versionsToAnnounce(self, { ...herning.state, history: book.history }, at(1))).toBeUndefined();
    const forged = say({ what: 'announce-versions', member: 'herning', speaks: FOUR }, ['aarhus'], 1);
    expect(book.try(forged)).toBe('word-missing');
  });

  it('a text of no version at all is malformed', () => {
    const { aarhus, herning } = partners();
    aarhus.beat('herning');
    const text = aarhus.texts('herning', 'heartbeat')[0]!;
    for (const protocol of ['ringvirkning-partnership/0', 'ringvirkning-partnership/x', 'other/1'])
      expect(
        receive(herning.self, herning.state, text.replace('ringvirkning-partnership/1', protocol), at(2)).facts,
      ).toEqual([expect.objectContaining({ type: 'quarantined', reason: 'malformed' })]);
  });
});
