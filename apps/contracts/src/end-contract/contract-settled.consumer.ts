import { Controller, Inject } from '@nestjs/common';
import { ContractEndedV1 } from '@ringvirkning/contracts-api';
import { end } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import { ContractSettledV1, type ContractSettled } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { Post } from '../joint/post.js';
import { AmendmentStore } from '../persistence/amendment.store.js';
import { ContractStore } from '../persistence/contract.store.js';

/** Payments settles a contract for good; with that it has ended here, and in the making is no other version of it any more. */
@Controller()
export class ContractSettledConsumer {
  constructor(
    private readonly contracts: ContractStore,
    private readonly amendments: AmendmentStore,
    private readonly post: Post,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @On(ContractSettledV1)
  async settled(events: readonly EventEnvelope<ContractSettled>[], tx: Tx): Promise<void> {
    for (const event of events) await this.end(tx, event);
  }

  private async end(tx: Tx, event: EventEnvelope<ContractSettled>): Promise<void> {
    const { contractId, settledOn: on, digest: settlement } = event.data;
    const stored = await this.contracts.find(tx, contractId);
    const fact = stored && end(stored.contract, { on, settlement }, this.clock.now());
    if (!fact) return;
    const open = await this.contracts.amendment(tx, contractId);
    if (open && open.contract.agreement.joint?.home === open.contract.agreement.joint?.us)
      await this.post.withdrawn(tx, open.contract);
    await this.amendments.end(tx, contractId, fact);
    if (fact.type === 'ended')
      await this.outbox.add(tx, ContractEndedV1, {
        key: contractId,
        data: { contractId, endedOn: on },
        causedBy: event,
      });
  }
}
