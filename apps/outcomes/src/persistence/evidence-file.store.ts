import { Injectable } from '@nestjs/common';
import { instant, type Instant } from '@ringvirkning/kernel';
import type { EvidenceReference } from '@ringvirkning/outcomes-api';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';

export interface StoredFile {
  readonly contractId: string;
  readonly digest: string;
  /** The file's own key, under the master key. */
  readonly key: string;
  readonly mediaType: string;
  readonly size: number;
  /** Whose people sent it. */
  readonly organisation: string;
  readonly at: Instant;
  readonly by: string;
}

interface FileRow {
  contract_id: string;
  digest: string;
  file_key: string | null;
  media_type: string;
  size: string;
  organisation: string;
  uploaded_at: Date;
  uploaded_by: string;
}

/** Claims that the file `f` is evidence of. */
const CLAIMS_OF_FILE = `claim c WHERE c.contract_id = f.contract_id AND c.evidence <> '[]' AND c.evidence @> jsonb_build_array(jsonb_build_object('digest', f.digest))`;
const MEASUREMENTS_OF_FILE = `measurement m WHERE m.contract_id = f.contract_id AND m.evidence IS NOT NULL AND m.evidence->>'digest' = f.digest`;
/** Also what a claim rested on before it was corrected. */
const VERSIONS_OF_FILE = `claim_version v JOIN claim c USING (claim_id) WHERE v.contract_id = f.contract_id AND v.evidence <> '[]' AND v.evidence @> jsonb_build_array(jsonb_build_object('digest', f.digest))`;
const PEOPLE_OF_FILE = `SELECT c.participant_id FROM ${CLAIMS_OF_FILE} UNION SELECT c.participant_id FROM ${VERSIONS_OF_FILE} UNION SELECT m.participant_id FROM ${MEASUREMENTS_OF_FILE}`;
const FORGET = 'UPDATE evidence_file f SET file_key = NULL';

/** Which files are kept for a contract, and the key of each. The bytes are elsewhere. */
@Injectable()
export class EvidenceFileStore {
  /**
   * The file of this digest, held until the transaction ends, together with the right to keep it: of two who send the same file, one waits here for the other.
   * Undefined when there is none, or one whose key is forgotten.
   */
  async hold(tx: Tx, contractId: string, digest: string): Promise<StoredFile | undefined> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${contractId}/${digest}`]);
    return this.find(tx, contractId, digest);
  }

  /** @throws not-found */
  async get(tx: Tx, contractId: string, digest: string): Promise<StoredFile> {
    const file = await this.find(tx, contractId, digest);
    if (!file) throw outcomeErrors.unknownEvidence();
    return file;
  }

  async insert(tx: Tx, file: StoredFile): Promise<void> {
    await tx.query(
      `INSERT INTO evidence_file (contract_id, digest, file_key, media_type, size, organisation, uploaded_at, uploaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (contract_id, digest) DO UPDATE SET file_key = excluded.file_key, media_type = excluded.media_type, size = excluded.size,
         organisation = excluded.organisation, uploaded_at = excluded.uploaded_at, uploaded_by = excluded.uploaded_by`,
      [file.contractId, file.digest, file.key, file.mediaType, file.size, file.organisation, file.at, file.by],
    );
  }

  /** What claims refer to becomes a record of evidence that never changes, where the file is here. */
  async recordUse(
    tx: Tx,
    contractId: string,
    references: readonly EvidenceReference[],
    by: string,
    at: Instant,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO evidence (contract_id, digest, source, legal_basis, media_type, size, recorded_at, recorded_by)
       SELECT DISTINCT ON (f.digest) f.contract_id, f.digest, r.source, coalesce(r."legalBasis", ''), f.media_type, f.size, $4::timestamptz, $3::text
       FROM json_to_recordset($2::json) AS r (digest text, source text, "legalBasis" text) JOIN evidence_file f ON f.contract_id = $1 AND f.digest = r.digest AND f.file_key IS NOT NULL
       ORDER BY f.digest, r.source ON CONFLICT DO NOTHING`,
      [contractId, JSON.stringify(references), by, at],
    );
  }

  /** Whom the file is evidence about. */
  async peopleOf(tx: Tx, contractId: string, digest: string): Promise<string[]> {
    const [row] = await tx.query<[{ people: string[] }]>(
      `SELECT ARRAY(${PEOPLE_OF_FILE})::text[] AS people FROM evidence_file f WHERE f.contract_id = $1 AND f.digest = $2`,
      [contractId, digest],
    );
    return row.people;
  }

  /** Which of these can be opened, by digest. */
  async openable(tx: Tx, contractId: string, digests: readonly string[]): Promise<ReadonlyMap<string, StoredFile>> {
    if (digests.length === 0) return new Map();
    const rows = await tx.query<FileRow[]>(
      'SELECT * FROM evidence_file WHERE contract_id = $1 AND digest = ANY ($2) AND file_key IS NOT NULL',
      [contractId, digests],
    );
    return new Map(rows.map((row) => [row.digest, toFile(row)]));
  }

  /** Forgets the keys of files that are about this person and nobody else who is not erased. To be called before what refers to them is taken away. */
  async forgetOf(tx: Tx, participantId: string): Promise<void> {
    await tx.query(
      `${FORGET} WHERE f.file_key IS NOT NULL AND $1 IN (${PEOPLE_OF_FILE})
         AND NOT EXISTS (SELECT 1 FROM participant p WHERE p.participant_id IN (${PEOPLE_OF_FILE}) AND p.participant_id <> $1 AND p.erased_at IS NULL)
         AND f.contract_id = (SELECT contract_id FROM participant WHERE participant_id = $1)`,
      [participantId],
    );
  }

  /** Forgets the keys of files that were sent before this time and are evidence of nothing: nobody's erasure would ever reach them. */
  async forgetUnused(tx: Tx, before: Instant): Promise<void> {
    await tx.query(`${FORGET} WHERE f.file_key IS NOT NULL AND f.uploaded_at < $1 AND NOT EXISTS (${PEOPLE_OF_FILE})`, [
      before,
    ]);
  }

  /** Contracts that have files which can be opened. */
  async contracts(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT DISTINCT contract_id AS id FROM evidence_file WHERE file_key IS NOT NULL',
    );
    return rows.map(({ id }) => id);
  }

  /** Puts other keys in the place of those that files of the contract have. @param anew the key that is to stand instead; undefined where it stays. */
  async replaceKeys(
    tx: Tx,
    contractId: string,
    anew: (digest: string, key: string) => string | undefined,
  ): Promise<void> {
    const rows = await tx.query<{ digest: string; key: string }[]>(
      'SELECT digest, file_key AS key FROM evidence_file WHERE contract_id = $1 AND file_key IS NOT NULL',
      [contractId],
    );
    const changes = rows.flatMap(({ digest, key }) => {
      const other = anew(digest, key);
      return other === undefined ? [] : [{ digest, key, other }];
    });
    // A key that was forgotten meanwhile stays forgotten.
    await tx.query(
      `UPDATE evidence_file f SET file_key = c.other FROM json_to_recordset($2::json) AS c (digest text, key text, other text)
       WHERE f.contract_id = $1 AND f.digest = c.digest AND f.file_key = c.key`,
      [contractId, JSON.stringify(changes)],
    );
  }

  /** Files whose key is forgotten and whose bytes may still be there, as `contract/digest`. */
  async forgotten(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ file: string }[]>(
      `SELECT contract_id || '/' || digest AS file FROM evidence_file WHERE file_key IS NULL ORDER BY contract_id, digest LIMIT 1000`,
    );
    return rows.map(({ file }) => file);
  }

  async remove(tx: Tx, contractId: string, digest: string): Promise<void> {
    await tx.query('DELETE FROM evidence_file WHERE contract_id = $1 AND digest = $2 AND file_key IS NULL', [
      contractId,
      digest,
    ]);
  }

  private async find(tx: Tx, contractId: string, digest: string): Promise<StoredFile | undefined> {
    return (await this.openable(tx, contractId, [digest])).get(digest);
  }
}

const toFile = (row: FileRow): StoredFile => ({
  contractId: row.contract_id,
  digest: row.digest,
  key: row.file_key!,
  mediaType: row.media_type,
  size: Number(row.size),
  organisation: row.organisation,
  at: instant(row.uploaded_at.toISOString()),
  by: row.uploaded_by,
});
