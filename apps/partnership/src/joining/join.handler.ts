import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { InvitationRead, JoinPartnership } from '@ringvirkning/partnership-api';
import {
  evolveHistory,
  faultOfStatement,
  invitationDigest,
  numberOf,
  signedBy,
  standingNow,
  stating,
  verifier,
  type History,
} from '@ringvirkning/partnership-domain';
import { daysAfter } from '../dates.js';
import { Exchange } from '../exchange/exchange.js';
import { Node } from '../exchange/node.js';
import { notEntered, otherPartnership } from '../faults.js';
import { readInvitation, requirePhrase } from '../inviting/invitation-text.js';
import { KeyStore } from '../persistence/key.store.js';
import { StatementStore } from '../persistence/statement.store.js';

@Injectable()
export class JoinHandler {
  private readonly verify = verifier();

  constructor(
    private readonly node: Node,
    private readonly keys: KeyStore,
    private readonly statements: StatementStore,
    private readonly exchange: Exchange,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What an invitation says, before one joins. */
  read(text: string): InvitationRead {
    const { history, invitation } = readInvitation(text, this.node.me, this.verify);
    const { by } = invitation.signatures[0]!;
    const { member, name, expiresAt } = invitation.says;
    return {
      ...{ partnership: history.partnership, charter: history.charter, member, name, expiresAt },
      ...{ invitedBy: by, invitedByName: history.members[by]!.name },
      members: Object.values(history.members).map(({ id, name: of, standings }) => ({
        ...{ id, name: of, status: standings.at(-1)!.status },
      })),
    };
  }

  /** Takes the history as far as the invitation has it, and asks the keeper to be entered. */
  async execute({ text, checkPhrase: written, keyDays }: JoinPartnership): Promise<void> {
    const { entries, history, invitation, founding } = readInvitation(text, this.node.me, this.verify);
    const phrase = await requirePhrase(invitation, written);
    await this.node.enter(async (tx, { self, state }) => {
      if (self && self.founding !== founding) throw otherPartnership();
      const now = this.clock.now();
      // Who was a member before has the beginning of the history already.
      const fresh = entries.slice(numberOf(state.history));
      const known = fresh.reduce<History | undefined>(evolveHistory, state.history) ?? history;
      const signer = await this.keys.make(tx);
      const given = { member: this.node.me, key: signer.key, keyEndsAt: daysAfter(now, keyDays) };
      const says = { what: 'join', ...given, invitation: invitationDigest(invitation) } as const;
      const { me } = this.node;
      const statement = signedBy(signedBy(stating(history.partnership, says, now), me, signer), me, phrase);
      const fault = standingNow(known, this.node.me)
        ? faultOfStatement(known, statement, now, this.verify)
        : 'invitation-unknown';
      if (fault) throw notEntered(fault);
      await this.statements.add(tx, statement);
      return {
        membership: { partnership: history.partnership, founding },
        facts: fresh.map((entry) => ({ type: 'entered', entry }) as const),
        result: null,
      };
    });
    await this.exchange.bring();
  }
}
