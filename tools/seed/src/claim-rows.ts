import { createHash } from 'node:crypto';
import type { LocalDate } from '@ringvirkning/kernel';
import { evidenceOf } from './evidence.js';

/** One synthetic claim. `person` is a key of the generator, not a name. */
export interface SyntheticClaim {
  readonly person: string;
  readonly outcome: string;
  readonly followUp?: string | undefined;
  readonly on: LocalDate;
  readonly evidence: 'register' | 'document' | 'questionnaire';
}

/** What a row says of the person besides: a participant known to the service, or one to be enrolled on the fly. */
export interface RowPerson {
  readonly participant: string;
  readonly referredOn?: LocalDate;
}

const COLUMNS = [
  'participant',
  'outcome',
  'follow_up',
  'achieved_on',
  'evidence_digest',
  'evidence_source',
  'external_ref',
  'referred_on',
] as const;

export const refOf = (claim: SyntheticClaim): string =>
  [claim.person, claim.outcome, claim.followUp].filter(Boolean).join(':');

/** By which the evidence of a claim is known. */
export const digestOf = (claim: SyntheticClaim): string => createHash('sha256').update(evidenceOf(claim)).digest('hex');

/** A file for `POST /api/outcomes/contracts/:id/imports`. The evidence is synthetic: what it would be is in `evidenceOf`. */
export function toCsv(claims: readonly SyntheticClaim[], personOf: (person: string) => RowPerson): string {
  const rows = claims.map((claim) => {
    const { participant, referredOn = '' } = personOf(claim.person);
    const ref = refOf(claim);
    return [
      participant,
      claim.outcome,
      claim.followUp ?? '',
      claim.on,
      digestOf(claim),
      claim.evidence,
      ref,
      referredOn,
    ].join(';');
  });
  return [COLUMNS.join(';'), ...rows, ''].join('\n');
}
