import { canonicalJson, instant, parseMinor, type AsJson } from '@ringvirkning/kernel';
import type { FinalAccount, FinalStep } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';

interface Row extends Pick<FinalStep, 'type' | 'no' | 'digest'> {
  readonly account: AsJson<FinalAccount>;
  readonly by: string;
  readonly name: string;
  readonly at: Date;
}

/** A contract of which a first person has certified what a second has yet to authorise. */
export interface CertifiedRow {
  readonly contractId: string;
  readonly certifiedBy: string;
  readonly at: Date;
}

/** Steps are only ever added. Writers hold the contract (see ContractStore.lock), so places follow each other. */
export class FinalSettlementStore {
  async add(tx: Tx, contractId: string, place: number, step: FinalStep): Promise<void> {
    const { by, name, at } = step.signature;
    await tx.query(
      `INSERT INTO final_settlement_step (contract_id, place, no, type, digest, account, by, name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [contractId, place, step.no, step.type, step.digest, canonicalJson(step.account), by, name, at],
    );
  }

  /** Oldest first. */
  async of(tx: Tx, contractId: string): Promise<FinalStep[]> {
    const rows = await tx.query<Row[]>(
      'SELECT type, no, digest, account, by, name, at FROM final_settlement_step WHERE contract_id = $1 ORDER BY place',
      [contractId],
    );
    return rows.map(({ account, by, name, at, ...step }) => ({
      ...step,
      account: toAccount(account),
      signature: { by, name, at: instant(at.toISOString()) },
    }));
  }

  /** Contracts whose last step is a certification, the longest waiting first. */
  async certified(tx: Tx): Promise<CertifiedRow[]> {
    return tx.query<CertifiedRow[]>(
      `SELECT contract_id AS "contractId", by AS "certifiedBy", at FROM (SELECT DISTINCT ON (contract_id) * FROM final_settlement_step ORDER BY contract_id, place DESC) AS last
       WHERE type = 'certified' ORDER BY at, contract_id`,
    );
  }

  /** Contracts, led here or by a partner, whose last day is over and that nobody has settled; the first to end first. */
  async over(tx: Tx, today: string, limit: number): Promise<{ readonly contractId: string }[]> {
    return tx.query(
      `SELECT contract_id AS "contractId" FROM (
         SELECT DISTINCT ON (contract_id) contract_id, last_day
         FROM (SELECT contract_id, version, last_day FROM contract_version UNION ALL SELECT contract_id, version, last_day FROM joint_contract) AS every
         ORDER BY contract_id, version DESC) AS newest
       WHERE last_day < $1 AND NOT EXISTS (SELECT FROM final_settlement_step s WHERE s.contract_id = newest.contract_id) ORDER BY last_day, contract_id LIMIT $2`,
      [today, limit],
    );
  }
}

const toAccount = ({ payments, capital, years, ...account }: AsJson<FinalAccount>): FinalAccount => ({
  ...account,
  payments: payments.map(({ authorised, moved, ...between }) => ({
    ...between,
    authorised: parseMinor(authorised),
    moved: moved === null ? null : parseMinor(moved),
  })),
  capital: capital.map(({ drawn, principal, return: gain, guaranteed, lost, ...of }) => ({
    ...of,
    ...{ drawn: parseMinor(drawn), principal: parseMinor(principal), return: parseMinor(gain) },
    ...{ guaranteed: parseMinor(guaranteed), lost: parseMinor(lost) },
  })),
  years: years.map(({ appropriated, spent, ...of }) => ({
    ...of,
    appropriated: parseMinor(appropriated),
    spent: parseMinor(spent),
  })),
});
