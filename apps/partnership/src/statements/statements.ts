import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import {
  faultOfStatement,
  ownSigner,
  signedBy,
  stating,
  type History,
  type Says,
  type Self,
  type Signer,
  type Statement,
} from '@ringvirkning/partnership-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { Turn } from '../exchange/turn.js';
import { noKey, noPartnership, notEntered } from '../faults.js';
import { StatementStore } from '../persistence/statement.store.js';

/** The key to sign with now. @throws DomainError `partnership.no-key` */
export function requireSigner(self: Self, history: History, now: Instant): Signer {
  const signer = ownSigner(self, history, now);
  if (!signer) throw noKey();
  return signer;
}

export function historyOf({ state }: Pick<Turn, 'state'>): History {
  if (!state.history) throw noPartnership();
  return state.history;
}

/** What this instance says to its partnership. */
@Injectable()
export class Statements {
  constructor(private readonly store: StatementStore) {}

  /** Said with our own key alone, and with a new one that it gives. @returns its digest. @throws DomainError when it has no place in the history. */
  say(tx: Tx, turn: Turn, self: Self, says: Says, given?: Signer): Promise<string> {
    const signed = this.signed(turn, self, says);
    return this.submit(tx, turn, self, given ? signedBy(signed, self.me, given) : signed);
  }

  /** With our own signature, for others to add theirs. */
  signed(turn: Turn, self: Self, says: Says): Statement {
    const signer = requireSigner(self, historyOf(turn), turn.now);
    return signedBy(stating(self.partnership, says, turn.now), self.me, signer);
  }

  /** Given to the keeper, until it is entered. @throws DomainError when it has no place in the history. */
  submit(tx: Tx, turn: Turn, self: Self, statement: Statement): Promise<string> {
    const fault = faultOfStatement(historyOf(turn), statement, turn.now, self.verify);
    if (fault) throw notEntered(fault);
    return this.store.add(tx, statement);
  }
}
