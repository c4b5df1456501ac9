import { Injectable } from '@nestjs/common';
import { unknownRemark, type Answer, type Remark } from '@ringvirkning/contracts-domain';
import { instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { frozenTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import type { Document } from './contract.store.js';

interface RemarkRow {
  remark_id: string;
  version: number;
  path: string | null;
  words: string;
  source_format: 'yaml' | 'json' | null;
  source_text: string | null;
  terms: unknown;
  terms_digest: string | null;
  subject: string;
  name: string;
  organisation: string;
  at: Date;
  parties: Terms['parties'];
}
interface AnswerRow {
  remark_id: string;
  outcome: Answer['outcome'];
  words: string | null;
  version: number | null;
  subject: string;
  name: string;
  organisation: string;
  at: Date;
}

/** What is said of drafts, and what is answered; neither is ever changed. */
@Injectable()
export class RemarkStore {
  async add(tx: Tx, contractId: string, remark: Remark, proposed: Document | undefined): Promise<void> {
    const { id, version, path, words, by, at } = remark;
    await tx.query(
      `INSERT INTO draft_remark (remark_id, contract_id, version, path, words, source_format, source_text, terms, terms_digest, subject, name, organisation, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[id, contractId, version, path ?? null, words],
        ...[proposed?.format ?? null, proposed?.text ?? null],
        ...[proposed ? JSON.stringify(proposed.terms) : null, proposed?.digest ?? null],
        ...[by.subject, by.name, by.organisation, at],
      ],
    );
  }

  async addAnswer(tx: Tx, contractId: string, { remark, outcome, words, version, by, at }: Answer): Promise<void> {
    await tx.query(
      `INSERT INTO draft_answer (remark_id, contract_id, outcome, words, version, subject, name, organisation, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [remark, contractId, outcome, words ?? null, version ?? null, by.subject, by.name, by.organisation, at],
    );
  }

  /** With the parties of the version that each is about. */
  async all(tx: Tx, contractId: string): Promise<{ readonly remark: Remark; readonly parties: Terms['parties'] }[]> {
    const rows = await tx.query<RemarkRow[]>(
      `SELECT r.remark_id, r.version, r.path, r.words, r.source_format, r.subject, r.name, r.organisation, r.at, v.terms->'parties' AS parties
       FROM draft_remark r JOIN contract_version v USING (contract_id, version) WHERE contract_id = $1 ORDER BY r.at, r.remark_id LIMIT 1000`,
      [contractId],
    );
    return rows.map((row) => ({ remark: remarkOf(row), parties: row.parties }));
  }

  /** @throws not-found */
  async one(
    tx: Tx,
    contractId: string,
    remarkId: string,
  ): Promise<{ readonly remark: Remark; readonly proposed: Document | undefined }> {
    const [row] = await tx.query<RemarkRow[]>('SELECT * FROM draft_remark WHERE contract_id = $1 AND remark_id = $2', [
      contractId,
      remarkId,
    ]);
    if (!row) throw unknownRemark();
    const { source_format: format, source_text: text, terms, terms_digest: digest } = row;
    const proposed =
      format && text !== null && digest ? { format, text, digest, terms: frozenTerms(terms) } : undefined;
    return { remark: remarkOf(row), proposed };
  }

  async answers(tx: Tx, contractId: string): Promise<Answer[]> {
    const rows = await tx.query<AnswerRow[]>(
      'SELECT remark_id, outcome, words, version, subject, name, organisation, at FROM draft_answer WHERE contract_id = $1',
      [contractId],
    );
    return rows.map(({ remark_id, outcome, words, version, subject, name, organisation, at }) => ({
      remark: remark_id,
      outcome,
      words: words ?? undefined,
      version: version ?? undefined,
      by: { subject, name, organisation },
      at: instant(at.toISOString()),
    }));
  }
}

const remarkOf = ({
  remark_id,
  version,
  path,
  words,
  source_format,
  subject,
  name,
  organisation,
  at,
}: RemarkRow): Remark => ({
  id: remark_id,
  version,
  kind: source_format ? 'proposal' : 'comment',
  path: path ?? undefined,
  words,
  by: { subject, name, organisation },
  at: instant(at.toISOString()),
});
