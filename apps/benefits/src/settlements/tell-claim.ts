import { Injectable } from '@nestjs/common';
import { settlementStatus } from '@ringvirkning/benefits-domain';
import { settlementClaimed } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import type { Partner } from '../agreements/partner-of.js';
import type { StoredAgreement } from '../persistence/agreement.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { LetterStore } from '../persistence/letter.store.js';
import type { StoredSettlement } from '../persistence/settlement.store.js';
import { claimOf } from './claim-content.js';
import { answerOf, TakeClaimHandler } from './take-claim.handler.js';

/** After a decision the other municipality hears what concerns it: home's claim, or the answer to one. */
@Injectable()
export class TellClaim {
  constructor(
    private readonly contracts: ContractStore,
    private readonly letters: LetterStore,
    private readonly claims: TakeClaimHandler,
  ) {}

  /** Call it under the contract's lock, once for each decision. */
  async tell(tx: Tx, stored: StoredSettlement, of: StoredAgreement, partner: Partner): Promise<void> {
    if (partner.leads) return this.answer(tx, stored, partner);
    if (settlementStatus({ sides: [], facts: stored.settled }) !== 'claimed') return;
    const sent = (await this.letters.sentAbout(tx, stored.id)).find(({ type }) => type === settlementClaimed.name);
    const { ref } = await this.contracts.get(tx, stored.contractId);
    // The very letter again: it is known by its digest.
    const content = sent ? settlementClaimed.content.parse(sent.content) : claimOf(stored, of, ref);
    await this.letters.send(tx, settlementClaimed, { to: partner.member, about: stored.id, content });
  }

  private async answer(tx: Tx, stored: StoredSettlement, { member }: Partner): Promise<void> {
    const answer = answerOf(stored);
    if (!answer) return;
    const [letter] = await this.letters.receivedAbout(tx, stored.id);
    const claim = settlementClaimed.content.parse(letter!.content);
    await this.claims.answer(tx, member, claim, stored, answer);
  }
}
