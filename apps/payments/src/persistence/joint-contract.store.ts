import { openContract } from '@ringvirkning/contract-mirror';
import type { JointContract } from '@ringvirkning/contracts-api';
import type { Currency } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { frozenTerms, KeptTerms, versionsOf } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

/** A version of a contract that a partner leads. */
export interface JointVersion {
  readonly contractId: string;
  readonly home: string;
  readonly ref: string;
  readonly title: string;
  readonly currency: Currency;
  readonly termsDigest: string;
  readonly terms: Terms;
}
type Row = Omit<JointVersion, 'terms'> & { readonly version: number };

/** Contracts that partners lead, in every version that was in force. */
export class JointContractStore {
  private readonly keptTerms = new KeptTerms(50);

  /** It is open to the scopes of our own parties, by each version from the day on which it holds. */
  async put(tx: Tx, contract: JointContract, own: string): Promise<void> {
    const { contractId, version, home, ref, title, currency, activatedOn, termsDigest, terms } = contract;
    await tx.query(
      `INSERT INTO joint_contract (contract_id, version, home, ref, title, currency, activated_on, terms_digest, terms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [contractId, version, home, ref, title, currency, activatedOn, termsDigest, JSON.stringify(terms)],
    );
    const versions = versionsOf(frozenTerms(terms)).map((each) => ({
      parties: each.terms.parties.filter(({ organisation }) => organisation === own),
      from: each.from,
    }));
    await openContract(tx, contractId, versions);
  }

  /** Newest first. */
  async versions(tx: Tx, contractId: string): Promise<JointVersion[]> {
    const rows = await tx.query<Row[]>(
      `SELECT contract_id AS "contractId", version, home, ref, title, currency, terms_digest AS "termsDigest"
       FROM joint_contract WHERE contract_id = $1 ORDER BY version DESC`,
      [contractId],
    );
    const versions: JointVersion[] = [];
    for (const row of rows) versions.push({ ...row, terms: await this.terms(tx, row) });
    return versions;
  }

  private terms(tx: Tx, { contractId, version, termsDigest }: Row): Promise<Terms> {
    return this.keptTerms.get(termsDigest, async () => {
      const [row] = await tx.query<{ terms: unknown }[]>(
        'SELECT terms FROM joint_contract WHERE contract_id = $1 AND version = $2',
        [contractId, version],
      );
      return row!.terms;
    });
  }
}
