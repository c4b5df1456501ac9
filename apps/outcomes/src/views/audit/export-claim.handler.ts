import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, instant, type Clock } from '@ringvirkning/kernel';
import type { ClaimAudit } from '@ringvirkning/outcomes-api';
import { Database, type Tx } from '@ringvirkning/persistence';
import { Sealing } from '@ringvirkning/seal';
import type { ClaimRow } from '../../persistence/claim.row.js';
import { ClaimAuditStore } from '../../persistence/claim-audit.store.js';
import { presentVersion } from '../claims/present-claim.js';
import { ClaimReading } from '../claims/view-claims.handler.js';

/** What an export says of itself: when it was made, and up to where the log is sealed. */
@Injectable()
export class ExportMark {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() @Inject(Sealing) private readonly sealing?: Sealing,
  ) {}

  get exportedAt(): ClaimAudit['exportedAt'] {
    return this.clock.now();
  }

  get seal(): ClaimAudit['seal'] {
    const checkpoint = this.sealing?.report.checkpoint;
    return checkpoint ? { ...checkpoint, at: instant(checkpoint.at) } : null;
  }
}

/** One claim's whole story in one file, for whoever audits. */
@Injectable()
export class ExportClaimHandler {
  constructor(
    private readonly db: Database,
    private readonly reading: ClaimReading,
    private readonly audit: ClaimAuditStore,
    private readonly mark: ExportMark,
  ) {}

  execute(claimId: string, person: Person): Promise<ClaimAudit> {
    return this.db.transaction(async (tx) => {
      const row = await this.reading.view.get(tx, claimId);
      const { contractId, ref, title } = await this.reading.contracts.get(tx, row.contract_id);
      // The look goes into the log first, and so is in the file itself.
      await this.reading.accessLog.record(tx, person, 'claim-audit', {
        contractId,
        participantIds: [row.participant_id],
      });
      return {
        format: 'ringvirkning-claim-audit/1',
        exportedAt: this.mark.exportedAt,
        exportedBy: person.name,
        contract: { contractId, ref, title },
        ...(await this.storyOf(tx, row)),
        seal: this.mark.seal,
      };
    });
  }

  private async storyOf(tx: Tx, row: ClaimRow): Promise<Pick<ClaimAudit, 'claim' | 'versions' | 'acts'>> {
    const versions = await this.reading.view.versionsOf(tx, row.claim_id);
    const digests = [row, ...versions].flatMap(({ evidence }) => evidence.map(({ digest }) => digest));
    return {
      claim: {
        claimId: row.claim_id,
        participantId: row.participant_id,
        pseudonym: row.pseudonym,
        outcome: row.outcome,
        followUp: row.follow_up,
        on: row.achieved_on as ClaimAudit['claim']['on'],
        quantity: row.quantity,
        status: row.status,
        paidShare: await this.audit.paidShareOf(tx, row.claim_id),
      },
      versions: versions.map(presentVersion).map(({ externalRef: _left, ...version }) => version),
      acts: await this.audit.actsOf(tx, row, digests),
    };
  }
}
