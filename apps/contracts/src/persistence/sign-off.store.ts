import { Injectable } from '@nestjs/common';
import type { Accession, Contract, ContractFact, SignOff } from '@ringvirkning/contracts-domain';
import { instant, localDate } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { AccessionRow, SignOffRow } from './contract.row.js';
import { FactStore } from './fact.store.js';

/** Who takes part in a version, under which chain it is signed, who has signed it, and who has acceded. */
@Injectable()
export class SignOffStore {
  constructor(private readonly facts: FactStore) {}

  /** Of a version, oldest first. */
  async of(tx: Tx, contractId: string, version: number): Promise<SignOff[]> {
    const rows = await tx.query<SignOffRow[]>(
      `SELECT s.role, s.party, s.subject, s.name, s.organisation, s.note, s.decision, coalesce(s.decided_on, d.decided_on)::text AS decided_on, coalesce(s.case_number, d.case_number) AS case_number, s.attachment, s.summary, s.mandate_id, m.name AS behalf_of, m.subject AS giver, g.contract_id IS NOT NULL AS signed, s.at
       FROM sign_off s LEFT JOIN mandate m ON m.id = s.mandate_id LEFT JOIN sign_off_signature g USING (contract_id, version, role, party) LEFT JOIN told_decision d USING (contract_id, version, role, party) WHERE s.contract_id = $1 AND s.version = $2 ORDER BY s.at, s.role, s.party`,
      [contractId, version],
    );
    return rows.map(toSignOff);
  }

  async accessionsOf(tx: Tx, contractId: string, version: number): Promise<Accession[]> {
    const rows = await tx.query<AccessionRow[]>(
      'SELECT organisation, budget_year, subject, at FROM accession WHERE contract_id = $1 AND version = $2 ORDER BY at, organisation',
      [contractId, version],
    );
    return rows.map(toAccession);
  }

  /** Fixes who signs a version from an instance of their own. */
  async freeze(tx: Tx, contractId: string, version: number, partners: readonly string[]): Promise<void> {
    await tx.query(
      'INSERT INTO contract_partner (contract_id, version, organisation) SELECT $1, $2, unnest($3::text[])',
      [contractId, version, partners],
    );
  }

  /** Fixes under which chain a version is signed here, with its first sign-off; also that there is none. */
  async fixChain(tx: Tx, { id, version, agreement }: Contract): Promise<void> {
    await tx.query(
      'INSERT INTO sign_off_chain (contract_id, version, chain) VALUES ($1, $2, $3) ON CONFLICT (contract_id, version) DO NOTHING',
      [id, version, agreement.chain ? JSON.stringify(agreement.chain) : null],
    );
  }

  async addSignOff(tx: Tx, contractId: string, fact: Extract<ContractFact, { type: 'signed-off' }>): Promise<void> {
    await this.insert(tx, contractId, fact.version, fact.signOff);
    await this.facts.add(tx, contractId, fact);
  }

  /** Beside a fact that tells of more. */
  async insert(
    tx: Tx,
    contractId: string,
    version: number,
    {
      role,
      party,
      by,
      byName,
      organisation,
      note,
      decision,
      decidedOn,
      caseNumber,
      attachment,
      summary,
      mandate,
      at,
    }: SignOff,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO sign_off (contract_id, version, role, party, subject, name, organisation, note, decision, at, summary, mandate_id, decided_on, case_number, attachment) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
      [
        ...[contractId, version, role, party, by, byName, organisation, note, decision, at, summary, mandate?.id],
        ...[decidedOn, caseNumber, attachment],
      ].map((value) => value ?? null),
    );
  }

  /** What a partner tells of the decision behind a sign-off of its own. */
  async addDecision(
    tx: Tx,
    { id, version }: Contract,
    { role, party, decidedOn, caseNumber }: Pick<SignOff, 'role' | 'party' | 'decidedOn' | 'caseNumber'>,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO told_decision (contract_id, version, role, party, decided_on, case_number) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, version, role, party, decidedOn ?? null, caseNumber ?? null],
    );
  }

  async addAccession(tx: Tx, contractId: string, fact: Extract<ContractFact, { type: 'acceded' }>): Promise<void> {
    const { organisation, budgetYear, by, at } = fact.accession;
    await tx.query(
      'INSERT INTO accession (contract_id, version, organisation, budget_year, subject, at) VALUES ($1, $2, $3, $4, $5, $6)',
      [contractId, fact.version, organisation, budgetYear, by ?? null, at],
    );
    await this.facts.add(tx, contractId, fact);
  }
}

const toSignOff = ({
  role,
  party,
  subject,
  name,
  organisation,
  note,
  decision,
  decided_on: decidedOn,
  case_number: caseNumber,
  attachment,
  summary,
  mandate_id: mandate,
  behalf_of: behalfOf,
  giver,
  signed,
  at,
}: SignOffRow): SignOff => ({
  role,
  party,
  by: subject ?? undefined,
  byName: name ?? undefined,
  organisation,
  note: note ?? undefined,
  decision: decision ?? undefined,
  decidedOn: decidedOn === null ? undefined : localDate(decidedOn),
  caseNumber: caseNumber ?? undefined,
  attachment: attachment ?? undefined,
  summary: summary ?? undefined,
  isSigned: signed,
  mandate: mandate !== null && behalfOf !== null && giver !== null ? { id: mandate, behalfOf, giver } : undefined,
  at: instant(at.toISOString()),
});

const toAccession = ({ organisation, budget_year, subject, at }: AccessionRow): Accession => ({
  organisation,
  budgetYear: budget_year,
  by: subject ?? undefined,
  at: instant(at.toISOString()),
});
