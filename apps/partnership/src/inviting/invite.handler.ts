import { Injectable } from '@nestjs/common';
import type { InviteMember, PartnershipInvitation } from '@ringvirkning/partnership-api';
import { checkPhrase, invitationDigest, phraseSigner } from '@ringvirkning/partnership-domain';
import { Database } from '@ringvirkning/persistence';
import { daysAfter } from '../dates.js';
import { Exchange } from '../exchange/exchange.js';
import { Node } from '../exchange/node.js';
import { noPartnership, unknownMember } from '../faults.js';
import { FactStore } from '../persistence/fact.store.js';
import { StatementStore } from '../persistence/statement.store.js';
import { historyOf, requireSigner, Statements } from '../statements/statements.js';
import { invitationText, isInvite } from './invitation-text.js';

@Injectable()
export class InviteHandler {
  constructor(
    private readonly node: Node,
    private readonly db: Database,
    private readonly facts: FactStore,
    private readonly pending: StatementStore,
    private readonly statements: Statements,
    private readonly exchange: Exchange,
  ) {}

  async execute({ member, name, days }: InviteMember): Promise<PartnershipInvitation> {
    const { result } = await this.node.act(async (turn, tx, self) => {
      const history = historyOf(turn);
      const { partnership, heads } = history;
      const expiresAt = daysAfter(turn.now, days);
      const invited = { partnership, member, expiresAt };
      const phrase = checkPhrase(invited, requireSigner(self, history, turn.now));
      const { key: phraseKey } = await phraseSigner(invited, phrase);
      const says = { what: 'invite', member, name, founding: heads[0]!, expiresAt, phraseKey } as const;
      return this.statements.say(tx, turn, self, says);
    });
    if (result === undefined) throw noPartnership();
    await this.exchange.bring();
    return this.get(member);
  }

  /** The last invitation of a member; its check phrase only where it was made. @throws DomainError `partnership.unknown-member` when there is none. */
  async get(member: string): Promise<PartnershipInvitation> {
    const [entries, waiting] = await this.db.snapshot(async (tx) => [
      await this.facts.entries(tx, 0),
      await this.pending.all(tx),
    ]);
    const statements = [...entries, ...waiting].map(({ statement }) => statement);
    const invitation = statements.filter(isInvite).findLast(({ says }) => says.member === member);
    if (!invitation) throw unknownMember(member);
    const { name, expiresAt } = invitation.says;
    const digest = invitationDigest(invitation);
    const isEntered = entries.some(({ statement }) => invitationDigest(statement) === digest);
    const text = isEntered ? invitationText(entries, invitation) : null;
    const { self } = await this.node.moment();
    const inviter = self?.signerOf(invitation.signatures[0]!.key);
    const phrase = inviter ? checkPhrase({ partnership: invitation.partnership, member, expiresAt }, inviter) : null;
    return { member, name, expiresAt, checkPhrase: phrase, text };
  }
}
