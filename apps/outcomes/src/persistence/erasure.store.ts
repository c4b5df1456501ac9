import { Injectable } from '@nestjs/common';
import { instant, type Instant } from '@ringvirkning/kernel';
import { eraseResults, type Tx } from '@ringvirkning/persistence';
import { EvidenceFileStore } from './evidence-file.store.js';

const ERASED = { da: 'Slettet med borgerens oplysninger.', en: 'Erased with the data of the person.' };

/** Each takes the participant's id. What stays, and on which ground, is listed in docs/erasure.md. */
const ERASE = [
  // The key of a repeatable claim holds the reference it came with; a refused claim's finding may quote what was claimed.
  `UPDATE claim SET external_ref = NULL, refusal_key = NULL,
     claim_key = CASE WHEN external_ref IS NULL THEN claim_key ELSE outcome || '/' || coalesce(follow_up, '') || '/erased/' || claim_id END,
     findings = (SELECT coalesce(jsonb_agg(f || '${JSON.stringify(ERASED)}'), '[]') FROM jsonb_array_elements(findings) f)
   WHERE participant_id = $1`,
  'UPDATE claim_fact SET note = NULL WHERE note IS NOT NULL AND claim_id IN (SELECT claim_id FROM claim WHERE participant_id = $1)',
  `UPDATE objection SET reason = '' WHERE reason <> '' AND claim_id IN (SELECT claim_id FROM claim WHERE participant_id = $1)`,
  'UPDATE claim_version SET external_ref = NULL WHERE external_ref IS NOT NULL AND claim_id IN (SELECT claim_id FROM claim WHERE participant_id = $1)',
  'DELETE FROM measurement WHERE participant_id = $1',
];

interface Traces {
  readonly erased_at: Date | null;
  readonly names: string[];
}

@Injectable()
export class ErasureStore {
  constructor(private readonly files: EvidenceFileStore) {}

  /** Cuts every link from the pseudonym to the person. A second time changes nothing. Returns when it happened first. */
  async erase(tx: Tx, participantId: string, by: string, at: Instant): Promise<Instant> {
    const { erased_at: erasedAt, names } = await this.lockTraces(tx, participantId);
    if (erasedAt) return instant(erasedAt.toISOString());
    await tx.query(
      'UPDATE participant SET person_digest = NULL, external_key = NULL, twin_key = NULL, erased_at = $2, erased_by = $3 WHERE participant_id = $1',
      [participantId, at, by],
    );
    await this.files.forgetOf(tx, participantId);
    for (const statement of ERASE) await tx.query(statement, [participantId]);
    await eraseResults(tx, names, at);
    return at;
  }

  /** By what a stored answer may speak of the person: ids, pseudonym, the supplier's own key and references. */
  private async lockTraces(tx: Tx, participantId: string): Promise<Traces> {
    const [row] = await tx.query<Traces[]>(
      `SELECT erased_at, array_remove(ARRAY[participant_id::text, pseudonym, external_key] || ARRAY(
         SELECT unnest(ARRAY[c.claim_id::text, c.external_ref, v.external_ref]) FROM claim c LEFT JOIN claim_version v USING (claim_id) WHERE c.participant_id = p.participant_id), NULL) AS names
       FROM participant p WHERE participant_id = $1 FOR UPDATE`,
      [participantId],
    );
    return row!;
  }
}
