import { instant, type Instant } from '@ringvirkning/kernel';
import type { PaymentDueClaimed } from '@ringvirkning/partnership-api';
import type { DueClaim } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { claimOf } from './due-claim.js';

export type ClaimWord = 'delivered' | 'undelivered' | 'authorised' | 'objected' | 'refused' | 'answer-refused';

/** What we have claimed from a partner, and what became of it. */
export interface PartnerClaim extends DueClaim {
  readonly claimId: string;
  readonly member: string;
  readonly digest: string;
  readonly words: readonly { readonly type: ClaimWord; readonly reason: string | null; readonly at: Instant }[];
}

interface Row extends Pick<PartnerClaim, 'claimId' | 'member' | 'digest'> {
  readonly content: PaymentDueClaimed;
  readonly words: PartnerClaim['words'] | null;
}

const CLAIMS = `SELECT c.claim_id AS "claimId", c.member, c.digest, c.content,
    (SELECT json_agg(json_build_object('type', w.type, 'reason', w.reason, 'at', w.at) ORDER BY w.id) FROM partner_claim_word w WHERE w.claim_id = c.claim_id) AS words
  FROM partner_claim c`;

const toClaim = ({ content, words, ...row }: Row): PartnerClaim => ({
  ...row,
  ...claimOf(content),
  words: (words ?? []).map((word) => ({ ...word, at: instant(word.at) })),
});

/** Claims and what is said of them are only ever added. Writers hold the contract (see ContractStore.lock). */
export class PartnerClaimStore {
  async add(tx: Tx, { claimId, member, digest, content }: Omit<Row, 'words'>): Promise<void> {
    await tx.query(
      'INSERT INTO partner_claim (claim_id, contract_id, run_id, member, number, digest, content) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [claimId, content.contractId, content.runId, member, content.number, digest, JSON.stringify(content)],
    );
  }

  async say(
    tx: Tx,
    { claimId, contractId }: PartnerClaim,
    { type, reason, at }: PartnerClaim['words'][number],
  ): Promise<void> {
    await tx.query(
      'INSERT INTO partner_claim_word (claim_id, contract_id, type, reason, at) VALUES ($1, $2, $3, $4, $5)',
      [claimId, contractId, type, reason, at],
    );
  }

  /** In the order in which they were made. */
  async ofContract(tx: Tx, contractId: string, member: string): Promise<PartnerClaim[]> {
    const rows = await tx.query<Row[]>(`${CLAIMS} WHERE c.contract_id = $1 AND c.member = $2 ORDER BY c.number`, [
      contractId,
      member,
    ]);
    return rows.map(toClaim);
  }

  async ofRun(tx: Tx, runId: string): Promise<PartnerClaim[]> {
    return (await tx.query<Row[]>(`${CLAIMS} WHERE c.run_id = $1 ORDER BY c.member`, [runId])).map(toClaim);
  }

  async find(tx: Tx, claimId: string): Promise<PartnerClaim | undefined> {
    return (await tx.query<Row[]>(`${CLAIMS} WHERE c.claim_id = $1`, [claimId])).map(toClaim)[0];
  }

  /** The last claim of each contract and partner, where the partner does not pay it, or answered what we could not take. */
  async notPaid(tx: Tx): Promise<PartnerClaim[]> {
    const rows = await tx.query<Row[]>(
      `${CLAIMS} WHERE (SELECT w.type FROM partner_claim_word w WHERE w.claim_id = c.claim_id AND w.type <> 'delivered' ORDER BY w.id DESC LIMIT 1) <> 'authorised'
       AND NOT EXISTS (SELECT FROM partner_claim n WHERE n.contract_id = c.contract_id AND n.member = c.member AND n.number > c.number) ORDER BY c.claim_id`,
    );
    return rows.map(toClaim);
  }
}
