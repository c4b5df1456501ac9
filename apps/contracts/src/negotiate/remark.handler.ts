import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { DraftRemark, RemarkRequest } from '@ringvirkning/contracts-api';
import { contractErrors, remark } from '@ringvirkning/contracts-domain';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { ReadDocument } from '../draft-contract/read-document.js';
import { ContractStore } from '../persistence/contract.store.js';
import { RemarkStore } from '../persistence/remark.store.js';
import { presentRemark } from './view-remarks.handler.js';
import { voiceOf } from './voice.js';

@Injectable()
export class RemarkHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly remarks: RemarkStore,
    private readonly read: ReadDocument,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** @throws invalid when the proposed document has faults, all of them; rule when it proposes what is there, or another reference. */
  async execute(
    contractId: string,
    { version, path, words, terms }: RemarkRequest,
    person: Person,
  ): Promise<DraftRemark> {
    const mediaType = terms !== undefined && /^\s*\{/.test(terms) ? 'application/json' : 'application/yaml';
    const proposed = terms === undefined ? undefined : await this.read.from({ text: terms, mediaType });
    return this.db.transaction(async (tx) => {
      const { contract } = await this.contracts.lock(tx, contractId);
      const kind = proposed ? 'proposal' : 'comment';
      const by = voiceOf(person);
      const said = remark(contract, { id: this.ids.next(), version, kind, path, words, by, at: this.clock.now() });
      if (proposed?.digest === contract.agreement.termsDigest) throw contractErrors.versionUnchanged();
      if (proposed && proposed.terms.ref !== contract.agreement.ref)
        throw contractErrors.refChanged(contract.agreement.ref, proposed.terms.ref);
      await this.remarks.add(tx, contractId, said, proposed);
      return presentRemark(said, undefined);
    });
  }
}
