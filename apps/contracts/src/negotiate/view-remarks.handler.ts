import { Injectable } from '@nestjs/common';
import { actsIn } from '@ringvirkning/auth';
import type { Differences, DraftRemark, DraftRemarks } from '@ringvirkning/contracts-api';
import { draftErrors, unknownRemark, type Answer, type Remark } from '@ringvirkning/contracts-domain';
import { Database, requestContext } from '@ringvirkning/persistence';
import { HeavyWork } from '@ringvirkning/workers';
import { COMPARE_TERMS } from '../heavy-work.js';
import { ContractStore } from '../persistence/contract.store.js';
import { DraftStore } from '../persistence/draft.store.js';
import { RemarkStore } from '../persistence/remark.store.js';

@Injectable()
export class ViewRemarksHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly drafts: DraftStore,
    private readonly remarks: RemarkStore,
    private readonly work: HeavyWork,
  ) {}

  /** What was said of versions from before the caller was a party is not theirs to read, as those versions are not. */
  all(contractId: string): Promise<DraftRemarks> {
    return this.db.read(async (tx) => {
      await this.contracts.get(tx, contractId);
      const { actor } = requestContext.get();
      const answers = await this.remarks.answers(tx, contractId);
      const all = await this.remarks.all(tx, contractId);
      return {
        items: all
          .filter(({ parties }) => actsIn(actor, parties))
          .map(({ remark }) =>
            presentRemark(
              remark,
              answers.find((each) => each.remark === remark.id),
            ),
          ),
      };
    });
  }

  /** @throws not-found */
  async differences(contractId: string, remarkId: string): Promise<Differences> {
    const { before, after, version } = await this.db.read(async (tx) => {
      await this.contracts.get(tx, contractId);
      const { remark, proposed } = await this.remarks.one(tx, contractId, remarkId);
      const row = await this.drafts.version(tx, contractId, remark.version);
      if (!row || !actsIn(requestContext.get().actor, row.parties)) throw draftErrors.unknownVersion(remark.version);
      if (!proposed) throw unknownRemark();
      return { before: row.terms, after: proposed.terms, version: remark.version };
    });
    const compared = await this.work.run(COMPARE_TERMS, { before, after });
    return { id: contractId, from: version, to: version + 1, ...compared };
  }
}

/** Who said it is told by name and organisation; the id at the identity provider stays here. */
export const presentRemark = (
  { id, version, kind, path, words, by, at }: Remark,
  given: Answer | undefined,
): DraftRemark => ({
  ...{ id, version, kind, path: path ?? null, words, at },
  by: { name: by.name, organisation: by.organisation },
  answer: given
    ? {
        outcome: given.outcome,
        words: given.words ?? null,
        version: given.version ?? null,
        by: { name: given.by.name, organisation: given.by.organisation },
        at: given.at,
      }
    : null,
});
