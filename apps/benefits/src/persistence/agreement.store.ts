import { Injectable } from '@nestjs/common';
import { AgreementSchema, signatoriesOf, type Agreement, type SideStep } from '@ringvirkning/benefits-domain';
import { fail, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

export interface StoredAgreement {
  readonly id: string;
  readonly contractId: string;
  readonly digest: string;
  readonly agreement: Agreement;
  readonly text: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly signatures: readonly SideStep[];
}

interface AgreementRow {
  agreement_id: string;
  contract_id: string;
  digest: string;
  document: unknown;
  source_text: string;
  created_by: string;
  created_at: Date;
}
interface SignatureRow {
  agreement_id: string;
  side: string;
  signed_by: string;
  signed_by_name: string;
  signed_at: Date;
}

const at = (date: Date) => date.toISOString() as Instant;
const fromRow = (row: AgreementRow, signatures: readonly SignatureRow[]): StoredAgreement => ({
  id: row.agreement_id,
  contractId: row.contract_id,
  digest: row.digest,
  agreement: AgreementSchema.parse(row.document),
  text: row.source_text,
  createdBy: row.created_by,
  createdAt: at(row.created_at),
  signatures: signatures
    .filter(({ agreement_id }) => agreement_id === row.agreement_id)
    .map((each) => ({ side: each.side, by: each.signed_by, name: each.signed_by_name, at: at(each.signed_at) })),
});

export const isSigned = ({ agreement, signatures }: StoredAgreement): boolean =>
  signatoriesOf(agreement).every((signatory) => signatures.some(({ side }) => side === signatory));

/** Of each agreement the newest version that all sides have signed. */
export function inForce(agreements: readonly StoredAgreement[]): StoredAgreement[] {
  const byCode = Map.groupBy(
    agreements.filter(isSigned),
    ({ contractId, agreement }) => `${contractId} ${agreement.code}`,
  );
  return [...byCode.values()].map((versions) =>
    versions.reduce((newest, each) => (each.agreement.version > newest.agreement.version ? each : newest)),
  );
}

/** Benefit-sharing agreements and who signed them: only ever added to. */
@Injectable()
export class AgreementStore {
  /** Stores a version unless it is there with the same content. @throws DomainError `benefits.agreement-version-taken` */
  async add(
    tx: Tx,
    { id, contractId, digest, agreement, text, createdBy, createdAt }: StoredAgreement,
  ): Promise<string> {
    const { code, version } = agreement;
    await tx.query(
      `INSERT INTO benefit_agreement (agreement_id, contract_id, code, version, digest, document, source_text, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (contract_id, code, version) DO NOTHING`,
      [id, contractId, code, version, digest, JSON.stringify(agreement), text, createdBy, createdAt],
    );
    const [row] = await tx.query<{ agreement_id: string; digest: string }[]>(
      'SELECT agreement_id, digest FROM benefit_agreement WHERE contract_id = $1 AND code = $2 AND version = $3',
      [contractId, code, version],
    );
    if (row!.digest !== digest)
      throw fail.conflict(
        'benefits.agreement-version-taken',
        `Aftalen ${code} findes allerede i udgave ${version} med et andet indhold.`,
        `The agreement ${code} exists already in version ${version} with other content.`,
        {
          whatToDo: {
            da: 'En gemt aftale ændres aldrig: giv den nye udgave et højere versionsnummer.',
            en: 'A stored agreement never changes: give the new edition a higher version number.',
          },
        },
      );
    return row!.agreement_id;
  }

  async sign(tx: Tx, { id, contractId }: StoredAgreement, { side, by, name, at }: SideStep): Promise<void> {
    await tx.query(
      'INSERT INTO benefit_agreement_signature (agreement_id, contract_id, side, signed_by, signed_by_name, signed_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, contractId, side, by, name, at],
    );
  }

  /** @throws DomainError `benefits.unknown-agreement` */
  async get(tx: Tx, id: string): Promise<StoredAgreement> {
    const [found] = await this.where(tx, 'agreement_id = $1', [id]);
    if (!found)
      throw fail.notFound('benefits.unknown-agreement', 'Aftalen findes ikke.', 'There is no such agreement.');
    return found;
  }

  /** In order of code and version. */
  ofContract(tx: Tx, contractId: string): Promise<StoredAgreement[]> {
    return this.where(tx, 'contract_id = $1', [contractId]);
  }

  all(tx: Tx): Promise<StoredAgreement[]> {
    return this.where(tx, 'true', []);
  }

  private async where(tx: Tx, condition: string, values: readonly unknown[]): Promise<StoredAgreement[]> {
    const rows = await tx.query<AgreementRow[]>(
      `SELECT agreement_id, contract_id, digest, document, source_text, created_by, created_at FROM benefit_agreement WHERE ${condition} ORDER BY code, version`,
      values,
    );
    const signatures = await tx.query<SignatureRow[]>(
      `SELECT agreement_id, side, signed_by, signed_by_name, signed_at FROM benefit_agreement_signature WHERE ${condition} ORDER BY signed_at`,
      values,
    );
    return rows.map((row) => fromRow(row, signatures));
  }
}
