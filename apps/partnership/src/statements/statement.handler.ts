import { Injectable } from '@nestjs/common';
import { digestOf } from '@ringvirkning/kernel';
import type { DraftStatement, SignedStatement } from '@ringvirkning/partnership-api';
import {
  bodyOf,
  faultOfStatement,
  memberOf,
  readText,
  signedBy,
  statementSchema,
  stating,
  subjectOf,
  textOf,
  type Says,
  type Self,
  type Statement,
} from '@ringvirkning/partnership-domain';
import type { Tx } from '@ringvirkning/persistence';
import { cprIn } from '@ringvirkning/reading';
import { daysAfter } from '../dates.js';
import { Exchange } from '../exchange/exchange.js';
import { Node } from '../exchange/node.js';
import type { Turn } from '../exchange/turn.js';
import { noPartnership, personalNumber, unknownMember, unreadable } from '../faults.js';
import { KeyStore } from '../persistence/key.store.js';
import { historyOf, requireSigner, Statements } from './statements.js';

type Work<T> = (turn: Turn, tx: Tx, self: Self) => Promise<T> | T;

/** Statements of this instance, and those that go from hand to hand until enough have signed. */
@Injectable()
export class StatementHandler {
  constructor(
    private readonly node: Node,
    private readonly keys: KeyStore,
    private readonly statements: Statements,
    private readonly exchange: Exchange,
  ) {}

  leave(reason: string): Promise<void> {
    return this.saying((turn, tx, self) =>
      this.statements.say(tx, turn, self, { what: 'leave', member: self.me, reason }),
    );
  }

  announceMaintenance(span: Pick<Extract<Says, { what: 'announce-maintenance' }>, 'begins' | 'ends'>): Promise<void> {
    return this.saying((turn, tx, self) =>
      this.statements.say(tx, turn, self, { what: 'announce-maintenance', member: self.me, ...span }),
    );
  }

  /** A new key of our own, signed by the old one and by itself. */
  changeKey(days: number): Promise<void> {
    return this.saying(async (turn, tx, self) => {
      const signer = await this.newKey(turn, tx);
      const given = { member: self.me, key: signer.key, keyEndsAt: daysAfter(turn.now, days) };
      return this.statements.say(tx, turn, self, { what: 'change-key', ...given }, signer);
    });
  }

  /** With our own signature; a lost key of our own is replaced by a new one, for which two others sign. */
  draft(draft: DraftStatement): Promise<SignedStatement> {
    return this.within(async (turn, tx, self) => {
      const history = historyOf(turn);
      if ('member' in draft && !memberOf(history, draft.member)) throw unknownMember(draft.member);
      if (draft.what !== 'replace-key') return shown(turn, self, this.statements.signed(turn, self, draft));
      const signer = await this.newKey(turn, tx);
      const given = { member: self.me, key: signer.key, keyEndsAt: daysAfter(turn.now, draft.keyDays) };
      const body = stating(self.partnership, { what: 'replace-key', ...given }, turn.now);
      return shown(turn, self, signedBy(body, self.me, signer));
    });
  }

  read(text: string): Promise<SignedStatement> {
    return this.within((turn, _, self) => shown(turn, self, readStatement(text, self)));
  }

  /** Adds our signature to another's statement; who has signed already signs once. */
  sign(text: string): Promise<SignedStatement> {
    return this.within((turn, _, self) => {
      const statement = readStatement(text, self);
      const signer = requireSigner(self, historyOf(turn), turn.now);
      const isOurs = statement.signatures.some(({ key }) => key === signer.key);
      return shown(turn, self, isOurs ? statement : signedBy(statement, self.me, signer));
    });
  }

  /** Enough have signed: it goes to the keeper. */
  async submit(text: string): Promise<SignedStatement> {
    await this.saying((turn, tx, self) => this.statements.submit(tx, turn, self, readStatement(text, self)));
    return this.read(text);
  }

  private async saying(work: Work<string>): Promise<void> {
    await this.within(work);
    await this.exchange.bring();
  }

  private async within<T>(work: Work<T>): Promise<T> {
    const { result } = await this.node.act(work);
    if (result === undefined) throw noPartnership();
    return result;
  }

  private async newKey(turn: Turn, tx: Tx) {
    turn.hasNewKey = true;
    return this.keys.make(tx);
  }
}

function readStatement(text: string, { partnership }: Self): Statement {
  const { data } = statementSchema.safeParse(readText(text.trim()));
  if (data?.partnership !== partnership)
    throw unreadable({ da: 'en erklæring i dette partnerskab', en: 'statement of this partnership' });
  if (wordsOf(data.says).some((words) => cprIn(words))) throw personalNumber();
  return data;
}

/** What people have written in a statement: all members keep it for ever. */
const wordsOf = (says: Says): string[] => [
  ...('reason' in says ? [says.reason] : []),
  ...('name' in says ? [says.name] : []),
  ...('charter' in says ? Object.values(says.charter).map(String) : []),
];

function shown(turn: Turn, self: Self, statement: Statement): SignedStatement {
  const history = historyOf(turn);
  const { says, at } = statement;
  const digest = digestOf(bodyOf(statement));
  return {
    ...{ digest, what: says.what, about: subjectOf(says) ?? null, saidAt: at },
    signedBy: [...new Set(statement.signatures.map(({ by }) => by))],
    text: textOf(statement),
    name: 'name' in says ? says.name : null,
    reason: 'reason' in says ? says.reason : null,
    charter: 'charter' in says ? says.charter : null,
    isEnough: faultOfStatement(history, statement, turn.now, self.verify) === undefined,
    number: history.said.get(digest) ?? null,
  };
}
