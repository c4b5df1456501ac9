import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useOutcomeTasks } from '../../api/queries.js';
import { useMay } from '../../api/session.js';
import { nextOf, type NextClaim } from './next-claim.js';
import { useDecisions } from './use-decisions.js';

/** The claim that waits for the same step after this one, round to the oldest; undefined when there is none. */
export function useNext({ claimId }: ClaimDetails, kind: 'attest' | 'verify' | undefined): NextClaim | undefined {
  const may = useMay();
  const { data } = useOutcomeTasks(kind !== undefined && may('outcomes.read'));
  const { waiting } = useDecisions();
  const decided = new Set(waiting.map((decision) => decision.claimId));
  return nextOf(data?.items ?? [], kind, claimId, decided, data?.counts[kind ?? 'verify'] ?? 0);
}
