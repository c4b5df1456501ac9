import { describe, expect, it } from '@jest/globals';
import { at, Book, charter, founding, four, keyOf, keys, PARTNERSHIP, phraseOf, say } from '../test/partnership.js';
import { entryOf, faultOfEntry } from './entering.js';
import { expiryWarnings } from './expiry.js';
import { isActive, membersAt, standingAt, standingNow } from './history.js';
import { checkPhrase, invitationDigest, phraseSigner } from './invitation.js';
import { faultOfList, isVouchedFor, listOf, wantsList } from './member-list.js';
import { STATUSES, type MemberStatus, type Says } from './schema.js';
import { STATEMENTS, type What } from './statements.js';
import { digestOfDocument } from './wire.js';

const others = ['aarhus', 'gladsaxe', 'odense'];
const reason = 'Prøve';
const about = (what: 'suspend' | 'resume' | 'leave' | 'exclude', member = 'herning'): Says => ({
  what,
  member,
  reason,
});

/** Four members, of whom Herning is what is asked for. */
function whereHerningIs(status: MemberStatus | 'none'): Book {
  if (status === 'none') return new Book().join('gladsaxe').join('odense');
  if (status === 'invited') {
    const book = new Book().join('gladsaxe').join('odense');
    book.invite('herning');
    return book;
  }
  const book = four();
  if (status === 'suspended') return book.say(about('suspend'), ['herning']);
  if (status === 'left') return book.say(about('leave'), ['herning']);
  return status === 'excluded' ? book.say(about('exclude'), others) : book;
}

/** Each statement about Herning with all the signatures that it takes. */
function statementOf(what: What, book: Book): [Says, string[]] {
  const invitation = book.history.members['herning']?.invitation ?? '0'.repeat(64);
  const second = keyOf('herning', 'herning/2');
  const all: Readonly<Record<What, () => [Says, string[]]>> = {
    found: () => [{ what: 'found', ...second, name: 'Herning', charter }, ['herning/2']],
    amend: () => [{ what: 'amend', charter: { ...charter, threshold: 7 } }, others],
    invite: () => [
      {
        what: 'invite',
        member: 'herning',
        name: 'Herning',
        founding: digestOfDocument(founding),
        expiresAt: at(100),
        phraseKey: keys.signer('herning/another').key,
      },
      ['aarhus'],
    ],
    join: () => [{ what: 'join', ...second, invitation }, ['herning/2', phraseOf('herning')]],
    suspend: () => [about('suspend'), ['herning']],
    resume: () => [about('resume'), ['herning']],
    leave: () => [about('leave'), ['herning']],
    exclude: () => [about('exclude'), others],
    'change-key': () => [{ what: 'change-key', ...second }, ['herning', 'herning/2']],
    'replace-key': () => [{ what: 'replace-key', ...second }, ['herning/2', 'gladsaxe', 'odense']],
    'announce-maintenance': () => [
      { what: 'announce-maintenance', member: 'herning', begins: at(1), ends: at(2) },
      ['herning'],
    ],
    'announce-versions': () => [
      { what: 'announce-versions', member: 'herning', speaks: { from: 1, to: 2 } },
      ['herning'],
    ],
    'hand-over': () => [{ what: 'hand-over', member: 'herning' }, ['aarhus']],
  };
  return all[what]();
}

describe('a statement', () => {
  const cells = (Object.keys(STATEMENTS) as What[])
    .filter((what) => what !== 'amend')
    .flatMap((what) => (['none', ...STATUSES] as const).map((status) => [what, status] as const));
  it.each(cells)('%s is judged by the table about a member that is %s', (what, status) => {
    const book = whereHerningIs(status);
    book.hours = 1;
    const [says, by] = statementOf(what, book);
    const keeper = what === 'hand-over' ? 'herning' : 'aarhus';
    const isAllowed = what !== 'found' && (STATEMENTS[what].from as readonly string[]).includes(status);
    expect(book.try(say(says, by, 1), keeper)).toBe(isAllowed ? undefined : 'wrong-status');
    if (isAllowed) expect(standingNow(book.history, 'herning')!.status).toBe(STATEMENTS[what].to ?? status);
  });

  it.each<[string, What, string[]]>([
    ['amend', 'amend', ['aarhus', 'gladsaxe']],
    ['an invitation of nobody in the partnership', 'invite', ['viborg']],
    ['leave', 'leave', ['aarhus']],
    ['exclude by half of the others', 'exclude', ['aarhus']],
    ['exclude by itself', 'exclude', ['herning', 'aarhus', 'odense']],
    ['exclude by one twice', 'exclude', ['aarhus', 'aarhus', 'odense']],
    ['a key changed by another', 'change-key', ['herning/2', 'aarhus']],
    ['a key changed without the new one', 'change-key', ['herning']],
    ['a key changed without the old one', 'change-key', ['herning/2']],
    ['a key replaced by one other', 'replace-key', ['herning/2', 'odense']],
    ['a key replaced by itself and one other', 'replace-key', ['herning/2', 'herning', 'odense']],
    ['a key replaced without the new one', 'replace-key', ['gladsaxe', 'odense']],
    ['hand-over by the one who wants it', 'hand-over', ['herning']],
    ['maintenance of another', 'announce-maintenance', ['aarhus']],
  ])('%s is not enough', (_, what, by) => {
    const book = whereHerningIs(what === 'invite' ? 'none' : 'active');
    const [says] = statementOf(what, book);
    expect(['word-missing', 'forged', 'key-proof-missing']).toContain(
      book.try(say(says, by), what === 'hand-over' ? 'herning' : 'aarhus'),
    );
  });

  it('is entered once', () => {
    const book = four();
    const suspend = say(about('suspend'), ['herning']);
    expect(book.try(suspend)).toBeUndefined();
    book.say(about('resume'), ['herning']);
    expect(book.try(suspend)).toBe('said-before');
  });
  it('is not kept back for a better day', () => {
    const book = four();
    const leave = say(about('leave'), ['herning']);
    book.hours = 24 * 14 + 1;
    expect(book.try(leave)).toBe('too-late');
  });
  it('of another partnership is not taken', () => {
    const book = four();
    const leave = { ...say(about('leave'), ['herning']), partnership: 'fyn' };
    expect(book.try(leave)).toBe('other-partnership');
    expect(book.history.partnership).toBe(PARTNERSHIP);
  });
  it('is signed with a key that has not ended', () => {
    const book = four();
    const change = say({ what: 'change-key', ...keyOf('herning', 'herning/2', 10) }, ['herning', 'herning/2']);
    expect(book.try(change)).toBeUndefined();
    book.hours = 10;
    expect(book.try(say(about('leave'), ['herning/2'], 10))).toBe('forged');
    expect(book.try(say(about('leave'), ['herning/2'], 9.9))).toBeUndefined();
  });
  it('gives no key that somebody has had', () => {
    const book = four();
    const change = (name: string): Says => ({ what: 'change-key', ...keyOf('herning', name) });
    expect(book.try(say(change('odense'), ['herning', 'odense']))).toBe('key-known');
    const short = { ...change('herning/2'), keyEndsAt: at(0) } as Says;
    expect(book.try(say(short, ['herning', 'herning/2']))).toBe('key-too-short');
  });
});

describe('the keeper', () => {
  it('alone enters, in a row, and never dates back', () => {
    const book = four();
    const leave = say(about('leave'), ['herning']);
    expect(book.try(leave, 'odense')).toBe('forged');
    const entry = entryOf(book.history, leave, at(0), keys.signer('aarhus'));
    expect(faultOfEntry(book.history, { ...entry, number: 99 }, keys.verify)).toBe('out-of-order');
    expect(faultOfEntry(book.history, { ...entry, previous: '0'.repeat(64) }, keys.verify)).toBe('out-of-order');
    book.hours = 5;
    book.say(about('suspend'), ['herning']);
    expect(entryOf(book.history, leave, at(1), keys.signer('aarhus')).at).toBe(at(5));
  });
  it('hands over before it goes; most of all members take it over without it', () => {
    const book = four();
    expect(book.try(say(about('leave', 'aarhus'), ['aarhus']))).toBe('keeper-first');
    book.say({ what: 'hand-over', member: 'odense' }, ['herning', 'gladsaxe', 'odense'], 'odense');
    expect(book.history.keeper).toBe('odense');
    book.say(about('exclude', 'aarhus'), ['herning', 'gladsaxe']);
    expect(isActive(book.history, 'aarhus')).toBe(false);
  });
  it('uses its new key at once', () => {
    const book = four();
    const change = say({ what: 'change-key', ...keyOf('aarhus', 'aarhus/2') }, ['aarhus', 'aarhus/2']);
    expect(book.try(change, 'aarhus')).toBe('forged');
    expect(book.try(change, 'aarhus/2')).toBeUndefined();
  });
});

describe('a suspension', () => {
  it('is ended by whoever made it', () => {
    const book = four().say(about('suspend'), others);
    expect(book.try(say(about('resume'), ['herning']))).toBe('word-missing');
    book.say(about('resume'), others);
    expect(isActive(book.history, 'herning')).toBe(true);
  });
});

describe('an invitation', () => {
  const invited = { partnership: PARTNERSHIP, member: 'herning', expiresAt: at(10) };
  const aarhus = keys.signer('aarhus');
  it('has a phrase that another invitation and another inviter have not', () => {
    const phrases = [
      checkPhrase(invited, aarhus),
      checkPhrase({ ...invited, expiresAt: at(11) }, aarhus),
      checkPhrase(invited, keys.signer('odense')),
    ];
    expect(new Set(phrases).size).toBe(3);
    for (const phrase of phrases) expect(phrase).toMatch(/^(\d{4} ){4}\d{4}$/);
    expect(checkPhrase(invited, aarhus)).toBe(phrases[0]);
  });
  it('is answered by who knows the phrase, and by nobody else who holds it', async () => {
    const phrase = checkPhrase(invited, aarhus);
    const { key } = await phraseSigner(invited, phrase);
    expect((await phraseSigner(invited, phrase.replaceAll(' ', '-'))).key).toBe(key);
    expect(
      (
        await phraseSigner(
          invited,
          phrase.replace(/\d$/, (digit) => `${(Number(digit) + 1) % 10}`),
        )
      ).key,
    ).not.toBe(key);
    const book = new Book();
    const join = { what: 'join', ...keyOf('herning'), invitation: invitationDigest(book.invite('herning')) } as const;
    expect(book.try(say(join, ['herning']))).toBe('phrase-missing');
    expect(book.try(say(join, ['herning', 'herning/guessed']))).toBe('phrase-missing');
    expect(book.try(say(join, [phraseOf('herning')]))).toBe('key-proof-missing');
    expect(book.try(say(join, ['herning', phraseOf('herning')]))).toBeUndefined();
  });
  it('ends, and is replaced by a newer one', () => {
    const book = new Book();
    const first = book.invite('herning', 10);
    const join = (invitation: string, name: string) =>
      say({ what: 'join', ...keyOf('herning', name), invitation }, [name, phraseOf('herning')], book.hours);
    book.hours = 10;
    expect(book.try(join(invitationDigest(first), 'herning'))).toBe('invitation-expired');
    const second = book.invite('herning', 10);
    expect(book.try(join(invitationDigest(first), 'herning'))).toBe('invitation-unknown');
    expect(book.try(join(invitationDigest(second), 'herning'))).toBeUndefined();
  });
  it('is of this partnership', () => {
    const book = new Book();
    const [says] = statementOf('invite', book);
    expect(book.try(say({ ...says, founding: '0'.repeat(64) } as Says, ['aarhus']))).toBe('invitation-unknown');
  });
  it('lets one back that was excluded, with another key', () => {
    const book = whereHerningIs('excluded');
    book.hours = 1;
    book.join('herning', 'herning/2');
    expect(isActive(book.history, 'herning')).toBe(true);
    expect(standingNow(book.history, 'herning')!.key).toBe(keys.signer('herning/2').key);
  });
});

describe('what somebody was', () => {
  it('is told by the place in the history, and for people by the day', () => {
    const book = four();
    const before = book.history.heads.length;
    book.hours = 48;
    book.say(about('exclude'), others);
    expect(standingAt(book.history, 'herning', before)?.status).toBe('active');
    expect(standingAt(book.history, 'herning', before + 1)?.status).toBe('excluded');
    expect(membersAt(book.history, at(47))['herning']?.status).toBe('active');
    expect(membersAt(book.history, at(48))['herning']?.status).toBe('excluded');
    expect(membersAt(book.history, at(-1))).toEqual({});
  });
});

describe('the end of a key', () => {
  it.each([
    [31, undefined],
    [30, 30],
    [14.5, 30],
    [14, 14],
    [3, 3],
    [0.1, 3],
    [0, 0],
  ])('%d days ahead is warned of as %p', (days, within) => {
    const book = four().say({ what: 'change-key', ...keyOf('herning', 'herning/2', 24 * days + 0.001) }, [
      'herning',
      'herning/2',
    ]);
    const warned = expiryWarnings(book.history, at(0.001)).find(({ member }) => member === 'herning');
    expect(warned?.within).toBe(within);
  });
  it('is no matter of those who have gone', () => {
    const book = four().say(about('leave'), ['herning']);
    expect(expiryWarnings(book.history, at(24 * 400)).map(({ member }) => member)).toEqual([
      'aarhus',
      'gladsaxe',
      'odense',
    ]);
  });
});

describe('a member list', () => {
  const book = four();
  const list = listOf(book.history, 'odense', at(1), keys.signer('odense'));
  it('holds for a day, and says what the history says', () => {
    expect(faultOfList(book.history, list, keys.verify)).toBeUndefined();
    expect(list.until).toBe(at(25));
  });
  it('of a longer history is asked about first', () => {
    const longer = four().say(about('suspend', 'gladsaxe'), ['gladsaxe']);
    const ahead = listOf(longer.history, 'odense', at(1), keys.signer('odense'));
    expect(faultOfList(book.history, ahead, keys.verify)).toBe('ahead');
  });
  it('of another history is a finding', () => {
    const other = four();
    other.hours = 3;
    other.say(about('leave', 'gladsaxe'), ['gladsaxe']);
    const ours = four().say(about('suspend', 'gladsaxe'), ['gladsaxe']);
    const theirs = listOf(other.history, 'odense', at(3), keys.signer('odense'));
    expect(faultOfList(ours.history, theirs, keys.verify)).toBe('parted');
  });
  it('vouches for others while it holds', () => {
    const vouched = (member: string, hours: number, lists = { odense: list }): boolean =>
      isVouchedFor(book.history, lists, { me: 'aarhus', member, now: at(hours) });
    expect(vouched('herning', 24.9)).toBe(true);
    expect(vouched('herning', 25)).toBe(false);
    expect(vouched('odense', 2)).toBe(false);
    expect(isVouchedFor(book.history, {}, { me: 'aarhus', member: 'herning', now: at(2) })).toBe(false);
    const two = new Book().join('herning');
    expect(isVouchedFor(two.history, {}, { me: 'aarhus', member: 'herning', now: at(2) })).toBe(true);
  });
  it('is asked for until three others have shown one of the present history that holds for half its time', () => {
    const { history } = four().join('skive').join('viborg');
    const shown = (...by: readonly string[]) =>
      Object.fromEntries(by.map((id) => [id, listOf(history, id, at(1), keys.signer(id))]));
    const wants = (lists: ReturnType<typeof shown>, hours = 2, charter = history.heads.length): boolean =>
      wantsList(history, lists, { me: 'aarhus', of: { from: 'viborg', charter }, now: at(hours) });
    const three = shown('herning', 'odense', 'skive');
    expect([wants({}), wants(shown('herning', 'odense', 'aarhus')), wants(three)]).toEqual([true, true, false]);
    expect([wants(three, 14), wants(shown('viborg')), wants({}, 2, history.heads.length - 1)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(wants({ ...three, skive: listOf(book.history, 'herning', at(1), keys.signer('herning')) })).toBe(true);
  });
});
