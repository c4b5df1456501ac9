import { instant, localDate } from '@ringvirkning/kernel';
import {
  CLAIM_CHECKS,
  type CheckResult,
  type Claim,
  type ClaimDetails,
  type ClaimVersion,
} from '@ringvirkning/outcomes-api';
import type { ClaimRow, ObjectionRow } from '../../persistence/claim.row.js';
import type { StoredFile } from '../../persistence/evidence-file.store.js';
import type { ClaimFactRow, ClaimVersionRow, ViewedClaimRow } from '../../persistence/claim-view.store.js';

const instantOrNull = (at: Date | null) => at && instant(at.toISOString());

export const presentClaim = (row: ViewedClaimRow): Claim => ({
  claimId: row.claim_id,
  contractId: row.contract_id,
  participantId: row.participant_id,
  pseudonym: row.pseudonym,
  outcome: row.outcome,
  followUp: row.follow_up,
  on: localDate(row.achieved_on),
  periodStart: row.period_start === null ? null : localDate(row.period_start),
  quantity: row.quantity,
  status: row.status,
  version: row.version,
  checks: checksOf(row),
  evidence: row.evidence,
  externalRef: row.external_ref,
  claimedAt: instant(row.claimed_at.toISOString()),
  objectionEndsAt: instantOrNull(row.objection_ends_at),
  finalisedAt: instantOrNull(row.finalised_at),
});

/** Only findings are stored; what was not found amiss has passed. An unknown outcome stops all other checks. */
function checksOf({ findings }: ClaimRow): CheckResult[] {
  const failed = findings.map((finding) => ({ ...finding, passed: false }));
  const run = failed.some(({ check }) => check === 'known-outcome') ? [] : CLAIM_CHECKS;
  const passed = run
    .filter((check) => !findings.some((finding) => finding.check === check))
    .map((check) => ({ check, passed: true, severity: 'error' as const }));
  return [...failed, ...passed];
}

export const presentDetails = (
  row: ViewedClaimRow,
  history: readonly ClaimFactRow[],
  objections: readonly ObjectionRow[],
  files: ReadonlyMap<string, StoredFile>,
  mayTake: ClaimDetails['mayTake'],
  versions: readonly ClaimVersionRow[],
): ClaimDetails => ({
  ...presentClaim(row),
  mayTake,
  evidence: row.evidence.map((reference) => {
    const file = files.get(reference.digest);
    return file ? { ...reference, file: { mediaType: file.mediaType, size: file.size } } : reference;
  }),
  versions: versions.map(presentVersion),
  history: history.map(({ type, at, subject, name, note }) => ({
    type: type as ClaimDetails['history'][number]['type'],
    at: instant(at.toISOString()),
    by: subject,
    byName: name ?? undefined,
    note,
  })),
  objections: objections.map(({ objection_id, organisation, reason, raised_at, decision, decided_at }) => ({
    objectionId: objection_id,
    organisation,
    reason,
    raisedAt: instant(raised_at.toISOString()),
    decision,
    decidedAt: instantOrNull(decided_at),
  })),
});

export const presentVersion = (each: ClaimVersionRow): ClaimVersion => ({
  version: each.version,
  on: localDate(each.achieved_on),
  periodStart: each.period_start === null ? null : localDate(each.period_start),
  quantity: each.quantity,
  evidence: each.evidence,
  externalRef: each.external_ref,
  by: each.claimant,
  replacedAt: instant(each.replaced_at.toISOString()),
});
