import { ancestors } from '@ringvirkning/payments-domain';
import type { ClaimWord, PartnerClaim } from '../persistence/partner-claim.store.js';

export const isAnswered = ({ words }: PartnerClaim, ...how: readonly ClaimWord[]): boolean =>
  words.some(({ type }) => how.includes(type));

const isLost = (claim: PartnerClaim): boolean => isAnswered(claim, 'undelivered', 'refused');

/** The claim that the next one follows: the last that the partner has or will have, as all that it follows. */
export const lastStanding = (claims: readonly PartnerClaim[]): PartnerClaim | undefined =>
  claims.findLast((claim) => !isLost(claim) && ancestors(claim, claims)?.some(isLost) === false);
