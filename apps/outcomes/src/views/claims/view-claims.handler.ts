import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import { may, type Permission, type Person } from '@ringvirkning/auth';
import { decodeCursor, PageQuerySchema, toPage, type Page } from '@ringvirkning/http';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { IdSchema } from '@ringvirkning/message';
import { ClaimStatusSchema, type Claim, type ClaimDetails } from '@ringvirkning/outcomes-api';
import { CLAIM_STEPS, openSteps, type ClaimStep } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { actorOf } from '../../actor.js';
import { ClaimStore, toClaim } from '../../persistence/claim.store.js';
import { ClaimViewStore } from '../../persistence/claim-view.store.js';
import { ContractStore, rulesOn } from '../../persistence/contract.store.js';
import { EvidenceFileStore } from '../../persistence/evidence-file.store.js';
import { presentClaim, presentDetails } from './present-claim.js';

export const ClaimsQuerySchema = PageQuerySchema.extend({
  status: ClaimStatusSchema.optional(),
  participantId: IdSchema.optional(),
});
type ClaimsQuery = z.output<typeof ClaimsQuerySchema>;
const PositionSchema = z.tuple([IdSchema]);

/** Where claims are read from, and who reads them is written down. */
@Injectable()
export class ClaimReading {
  constructor(
    readonly contracts: ContractStore,
    readonly view: ClaimViewStore,
    readonly claims: ClaimStore,
    readonly files: EvidenceFileStore,
    readonly accessLog: AccessLog,
  ) {}
}

/** Claims are about people, so every look is logged. */
@Injectable()
export class ViewClaimsHandler {
  constructor(
    private readonly db: Database,
    private readonly reading: ClaimReading,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  page(contractId: string, { limit, after, status, participantId }: ClaimsQuery, person: Person): Promise<Page<Claim>> {
    const [afterId] = decodeCursor(after, PositionSchema) ?? [];
    return this.db.transaction(async (tx) => {
      await this.reading.contracts.get(tx, contractId);
      const rows = await this.reading.view.page(tx, contractId, { status, participantId }, limit + 1, afterId);
      const page = toPage(rows.map(presentClaim), limit, ({ claimId }) => [claimId]);
      const participantIds = participantId ? [participantId] : page.items.map((claim) => claim.participantId);
      await this.reading.accessLog.record(tx, person, 'claims', { contractId, participantIds });
      return page;
    });
  }

  details(claimId: string, person: Person): Promise<ClaimDetails> {
    return this.db.transaction(async (tx) => {
      const row = await this.reading.view.get(tx, claimId);
      const { terms } = await this.reading.contracts.get(tx, row.contract_id);
      await this.reading.accessLog.record(tx, person, 'claim', {
        contractId: row.contract_id,
        participantIds: [row.participant_id],
      });
      const objections = await this.reading.claims.objectionsOf(tx, claimId);
      return presentDetails(
        row,
        await this.reading.view.historyOf(tx, claimId),
        objections,
        await this.reading.files.openable(
          tx,
          row.contract_id,
          row.evidence.map(({ digest }) => digest),
        ),
        openSteps(toClaim(row, objections), rulesOn(terms, row.achieved_on), permitted(person), {
          by: actorOf(person),
          at: this.clock.now(),
        }),
        await this.reading.view.versionsOf(tx, claimId),
      );
    });
  }
}

const PERMISSIONS: Readonly<Record<ClaimStep, Permission>> = {
  attest: 'outcomes.attest',
  verify: 'outcomes.verify',
  object: 'outcomes.object',
  reverse: 'outcomes.attest',
};
const permitted = (person: Person): ClaimStep[] => CLAIM_STEPS.filter((step) => may(person, PERMISSIONS[step]));
