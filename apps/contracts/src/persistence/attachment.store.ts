import { Injectable } from '@nestjs/common';
import { instant, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms-language';

export interface AttachedFile {
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
  file_key: string;
  media_type: string;
  size: string;
  organisation: string;
  uploaded_at: Date;
  uploaded_by: string;
}

const UNUSED = `NOT EXISTS (SELECT FROM sign_off s WHERE s.contract_id = f.contract_id AND s.attachment = f.digest)`;

/** Which files are kept for a contract's sign-offs, and the key of each. */
@Injectable()
export class AttachmentStore {
  /** The file of this digest; of those who send, use or sweep the same file, one waits here for the other until the transaction ends. */
  async hold(tx: Tx, contractId: string, digest: string): Promise<AttachedFile | undefined> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`attachment ${contractId}/${digest}`]);
    return this.find(tx, contractId, digest);
  }

  async find(tx: Tx, contractId: string, digest: string): Promise<AttachedFile | undefined> {
    const [row] = await tx.query<FileRow[]>('SELECT * FROM attachment_file WHERE contract_id = $1 AND digest = $2', [
      contractId,
      digest,
    ]);
    return row && toFile(row);
  }

  async insert(tx: Tx, file: AttachedFile): Promise<void> {
    await tx.query(
      'INSERT INTO attachment_file (contract_id, digest, file_key, media_type, size, organisation, uploaded_at, uploaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [file.contractId, file.digest, file.key, file.mediaType, file.size, file.organisation, file.at, file.by],
    );
  }

  /** The parties of each version that a sign-off attaches the file to. */
  async partiesOf(tx: Tx, contractId: string, digest: string): Promise<Terms['parties'][]> {
    const rows = await tx.query<{ parties: Terms['parties'] }[]>(
      `SELECT v.terms->'parties' AS parties FROM contract_version v WHERE v.contract_id = $1
         AND EXISTS (SELECT FROM sign_off s WHERE (s.contract_id, s.version) = (v.contract_id, v.version) AND s.attachment = $2)`,
      [contractId, digest],
    );
    return rows.map(({ parties }) => parties);
  }

  /** Contracts that have files. */
  async contracts(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>('SELECT DISTINCT contract_id AS id FROM attachment_file');
    return rows.map(({ id }) => id);
  }

  /** @param anew the key that is to stand instead; undefined where it stays. */
  async replaceKeys(
    tx: Tx,
    contractId: string,
    anew: (digest: string, key: string) => string | undefined,
  ): Promise<void> {
    const rows = await tx.query<{ digest: string; key: string }[]>(
      'SELECT digest, file_key AS key FROM attachment_file WHERE contract_id = $1 FOR UPDATE',
      [contractId],
    );
    for (const { digest, key } of rows)
      await tx.query(
        'UPDATE attachment_file SET file_key = coalesce($3, file_key) WHERE contract_id = $1 AND digest = $2',
        [contractId, digest, anew(digest, key) ?? null],
      );
  }

  /** Files that were sent before this time and that no sign-off refers to, as `contract/digest`. */
  async unused(tx: Tx, before: Instant): Promise<string[]> {
    const rows = await tx.query<{ file: string }[]>(
      `SELECT contract_id || '/' || digest AS file FROM attachment_file f WHERE uploaded_at < $1 AND ${UNUSED} ORDER BY 1 LIMIT 1000`,
      [before],
    );
    return rows.map(({ file }) => file);
  }

  /** @returns whether the row is gone: a file that a sign-off refers to meanwhile stays. */
  async remove(tx: Tx, contractId: string, digest: string): Promise<boolean> {
    const gone = await tx.query<unknown[]>(
      `DELETE FROM attachment_file f WHERE contract_id = $1 AND digest = $2 AND ${UNUSED} RETURNING 1`,
      [contractId, digest],
    );
    return gone.length > 0;
  }
}

const toFile = (row: FileRow): AttachedFile => ({
  ...{ contractId: row.contract_id, digest: row.digest, key: row.file_key, mediaType: row.media_type },
  ...{ size: Number(row.size), organisation: row.organisation },
  ...{ at: instant(row.uploaded_at.toISOString()), by: row.uploaded_by },
});
