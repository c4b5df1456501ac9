import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { requestContext, type Tx } from '@ringvirkning/persistence';

/** Who saw personal data, and of how many people. Append-only. */
@Injectable()
export class AccessLogStore {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async record(
    tx: Tx,
    { subject, memberOf }: Person,
    contractId: string,
    what: 'participants' | 'enrolment' | 'claims' | 'claim' | 'evidence' | 'work-list' | 'erasure',
    people: number,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO access_log (contract_id, subject, organisation, what, people, at, correlation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [contractId, subject, memberOf, what, people, this.clock.now(), requestContext.get().correlationId],
    );
  }
}
