import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { AnswerRequest, DraftRemark } from '@ringvirkning/contracts-api';
import { addVersion, agreementOf, answer, type Answer, type Contract } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { mustSee } from '../draft-contract/must-see.js';
import { Post } from '../joint/post.js';
import { ContractStore, type Document } from '../persistence/contract.store.js';
import { VersionStore } from '../persistence/version.store.js';
import { RemarkStore } from '../persistence/remark.store.js';
import { presentRemark } from './view-remarks.handler.js';
import { voiceOf } from './voice.js';

@Injectable()
export class AnswerHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly versions: VersionStore,
    private readonly remarks: RemarkStore,
    private readonly post: Post,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is accepted becomes the next version in the same transaction, by whoever accepted it. */
  execute(
    contractId: string,
    remarkId: string,
    { outcome, words }: AnswerRequest,
    person: Person,
  ): Promise<DraftRemark> {
    return this.db.transaction(async (tx) => {
      const { contract } = await this.contracts.lock(tx, contractId);
      const { remark: said, proposed } = await this.remarks.one(tx, contractId, remarkId);
      const given = await this.remarks.answers(tx, contractId);
      const at = this.clock.now();
      const decided = answer(contract, said, given, { remark: remarkId, outcome, words, by: voiceOf(person), at });
      await this.remarks.addAnswer(tx, contractId, decided);
      if (proposed && decided.outcome === 'accepted') await this.accept(tx, contract, proposed, decided);
      return presentRemark(said, decided);
    });
  }

  private async accept(tx: Tx, contract: Contract, proposed: Document, { by, at }: Answer): Promise<void> {
    mustSee(proposed.terms);
    const agreement = agreementOf(proposed.terms, proposed.digest, await this.contracts.joint(tx, proposed.terms));
    const fact = addVersion(contract, agreement, by.subject, at);
    await this.post.withdrawn(tx, contract);
    await this.versions.addVersion(tx, contract.id, fact, { ...proposed, author: by.name });
  }
}
