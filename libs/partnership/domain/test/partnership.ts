import { instant, localDate, type Instant } from '@ringvirkning/kernel';
import {
  agreementId,
  digestOfDocument,
  EMPTY,
  entryOf,
  evolve,
  evolveHistory,
  faultOfEntry,
  invitationDigest,
  registryOf,
  agreementType,
  signedBy,
  stating,
  SPOKEN,
  trialType,
  type AgreementTerms,
  type Effect,
  type EntryFault,
  type History,
  type Instance,
  type Says,
  type Self,
  type Statement,
} from '../src/index.js';
import { real } from './simulation/keys.js';

export const keys = real();
export const PARTNERSHIP = 'midtjylland';
export const TYPES = registryOf([agreementType, trialType]);
export const at = (hours: number): Instant =>
  instant(new Date(Date.parse('2026-03-01T08:00:00.000Z') + hours * 3_600_000).toISOString());
export const KEY_HOURS = 24 * 365;

export const charter = {
  name: 'Midtjysk partnerskab',
  purpose: 'Fælles sociale investeringer',
  shares: 'Resultater i alt',
  legalBasis: 'Kommunalfuldmagten',
  retention: '5 år',
  threshold: 5,
};
export const keyOf = (member: string, name = member, hours = KEY_HOURS) => ({
  member,
  key: keys.signer(name).key,
  keyEndsAt: at(hours),
});

/** A statement with signatures; each by a member, or by `member/name` with another of its keys. */
export const say = (says: Says, by: readonly string[], hours = 0): Statement =>
  by.reduce<Omit<Statement, 'signatures'> & Partial<Statement>>(
    (statement, name) => signedBy(statement, name.split('/')[0]!, keys.signer(name)),
    stating(PARTNERSHIP, says, at(hours)),
  ) as Statement;

export const found = say({ what: 'found', ...keyOf('aarhus'), name: 'Aarhus', charter }, ['aarhus']);
export const founding = entryOf(undefined, found, at(0), keys.signer('aarhus'));

/** The key that a member's check phrases stand for. */
export const phraseOf = (member: string): string => `${member}/phrase`;

/** A history that grows by what is said; the keeper's key is that of its name unless told. */
export class Book {
  history: History;
  readonly entries = [founding];
  hours = 0;

  constructor() {
    this.history = evolveHistory(undefined, founding);
  }

  try(statement: Statement, keeper = this.history.keeper): EntryFault | undefined {
    const entry = entryOf(this.history, statement, at(this.hours), keys.signer(keeper));
    const fault = faultOfEntry(this.history, entry, keys.verify);
    if (fault) return fault;
    this.entries.push(entry);
    this.history = evolveHistory(this.history, entry);
    return undefined;
  }

  say(says: Says, by: readonly string[], keeper?: string): this {
    const fault = this.try(say(says, by, this.hours), keeper);
    if (fault) throw new Error(`${says.what}: ${fault}`);
    return this;
  }

  invite(member: string, hours = 24 * 30): Statement {
    const statement = say(
      {
        what: 'invite',
        member,
        name: member,
        founding: digestOfDocument(founding),
        expiresAt: at(this.hours + hours),
        phraseKey: keys.signer(phraseOf(member)).key,
      },
      ['aarhus'],
      this.hours,
    );
    const fault = this.try(statement);
    if (fault) throw new Error(fault);
    return statement;
  }

  join(member: string, name = member): this {
    const invitation = invitationDigest(this.invite(member));
    return this.say({ what: 'join', ...keyOf(member, name), invitation }, [name, phraseOf(member)]);
  }
}

/** Aarhus, Herning, Gladsaxe and Odense, all active; Aarhus keeps the history. */
export const four = (): Book => new Book().join('herning').join('gladsaxe').join('odense');

export const selfOf = (me: string, ...names: readonly string[]): Self => {
  const own = new Map([me, ...names].map((name) => [keys.signer(name).key, keys.signer(name)]));
  return {
    me,
    partnership: PARTNERSHIP,
    founding: digestOfDocument(founding),
    signerOf: (key) => own.get(key),
    verify: keys.verify,
    types: TYPES,
    speaks: SPOKEN,
  };
};

export const stateOf = (book: Book, run: string): Instance =>
  [
    ...book.entries.map((entry) => ({ type: 'entered', entry }) as const),
    { type: 'started', run, at: at(0) } as const,
  ].reduce(evolve, EMPTY);
export const after = (state: Instance, { facts }: Effect): Instance => facts.reduce(evolve, state);

export const terms: AgreementTerms = {
  partnership: PARTNERSHIP,
  parties: ['aarhus', 'herning'],
  purpose: 'Afregning af resultater',
  legalBasis: 'Kommunalfuldmagten',
  flows: [{ from: 'aarhus', type: trialType.name, fields: ['text', 'amount'] }],
  begins: localDate('2026-03-01'),
  ends: localDate('2026-12-31'),
  contacts: ['social@aarhus.example', 'social@herning.example'],
};
export const AGREEMENT = agreementId(terms);
