import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { paymentDueClaimed, type PartnerMessageSettled } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { PartnerClaimStore } from '../persistence/partner-claim.store.js';
import { isAnswered } from './standing.js';

/** A claim has come into the partner's books of what is due, or never will. */
@Injectable()
export class HearDeliveryHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly claims: PartnerClaimStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, { to, id, type, outcome }: PartnerMessageSettled): Promise<void> {
    const claim = type === paymentDueClaimed.name ? await this.claims.find(tx, id) : undefined;
    if (claim?.member !== to) return;
    await this.contracts.lock(tx, [claim.contractId]);
    const known = await this.claims.find(tx, id);
    if (isAnswered(known!, 'delivered', 'undelivered')) return;
    const isDelivered = outcome === 'booked';
    await this.claims.say(tx, claim, {
      type: isDelivered ? 'delivered' : 'undelivered',
      reason: isDelivered ? null : outcome,
      at: this.clock.now(),
    });
  }
}
