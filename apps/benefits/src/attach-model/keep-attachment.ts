import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { AttachmentStore, type Attachment } from '../persistence/attachment.store.js';
import type { StoredContract } from '../persistence/contract.store.js';

/** Which models a contract has had: each change is kept, also of a contract from before they were. */
@Injectable()
export class KeepAttachment {
  constructor(
    private readonly attachments: AttachmentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Call it before the contract itself changes. @returns what is kept. */
  async execute(tx: Tx, contract: StoredContract, model: string | null): Promise<Attachment> {
    const { contractId } = contract;
    const known = await this.attachments.of(tx, contractId);
    if (known.length === 0) for (const first of current(contract)) await this.attachments.add(tx, contractId, first);
    const next = { model, at: this.clock.now(), by: requestContext.get().actor.subject };
    await this.attachments.add(tx, contractId, next);
    return next;
  }

  async of(tx: Tx, contract: StoredContract): Promise<readonly Attachment[]> {
    const known = await this.attachments.of(tx, contract.contractId);
    return known.length > 0 ? known : current(contract);
  }
}

const current = ({ model, attachedAt, attachedBy }: StoredContract): Attachment[] =>
  model === null || attachedAt === null ? [] : [{ model, at: attachedAt, by: attachedBy ?? '' }];
