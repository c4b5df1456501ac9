import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import type { ClaimStatus } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { twinOf } from '@ringvirkning/reading';

interface FoundPerson {
  readonly contractId: string;
  readonly contractRef: string;
  readonly participantId: string;
  readonly pseudonym: string;
}
interface FoundWithKey extends FoundPerson {
  readonly key: string | null;
}
interface FoundClaim extends FoundPerson {
  readonly claimId: string;
  readonly on: LocalDate;
  readonly status: ClaimStatus;
}

const FOUND = `p.contract_id AS "contractId", k.ref AS "contractRef", p.participant_id AS "participantId", p.pseudonym`;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PSEUDONYM = /^P([0-9A-Z]{4})([0-9A-Z]{4})$/;

const idIn = (term: string): string | null => (ID.test(term) ? term : null);
/** A pseudonym as it is kept, however somebody wrote it down. */
const pseudonymIn = (term: string): string | null => {
  const written = PSEUDONYM.exec(term.toUpperCase().replace(/[\s\p{Pd}]/gu, ''));
  return written && `P-${written[1]}-${written[2]}`;
};

/** Finds people and claims by what somebody knows of them, in whatever contract they may see. */
@Injectable()
export class SearchStore {
  /** A key is known to the organisation that gave it, and to nobody else. */
  async people(tx: Tx, term: string, organisation: string, limit: number): Promise<FoundWithKey[]> {
    return tx.query<FoundWithKey[]>(
      `SELECT ${FOUND}, CASE WHEN p.enrolled_organisation = $4 THEN p.external_key END AS key FROM participant p JOIN contract k USING (contract_id)
       WHERE p.participant_id = $1::uuid OR p.pseudonym = $2 OR (p.twin_key = $3 AND p.enrolled_organisation = $4) ORDER BY p.participant_id DESC LIMIT $5`,
      [idIn(term), pseudonymIn(term), twinOf(term), organisation, limit],
    );
  }

  async claims(tx: Tx, term: string, limit: number): Promise<FoundClaim[]> {
    return tx.query<FoundClaim[]>(
      `SELECT ${FOUND}, c.claim_id AS "claimId", c.achieved_on::text AS "on", c.status
       FROM claim c JOIN participant p USING (participant_id) JOIN contract k ON k.contract_id = c.contract_id
       WHERE c.claim_id = $1::uuid OR c.external_ref = $2 ORDER BY c.claim_id DESC LIMIT $3`,
      [idIn(term), term, limit],
    );
  }
}
