import type { Cap, Terms } from '@ringvirkning/terms-language';

/** How many claims the terms plan of the outcomes that a cap counts. */
export const plannedClaims = ({ outcomes }: Pick<Terms, 'outcomes'>, cap: Pick<Cap, 'outcomes'>): bigint =>
  outcomes
    .filter(({ code }) => !cap.outcomes || cap.outcomes.includes(code))
    .flatMap((outcome) => ('planned' in outcome ? outcome.planned : []))
    .reduce((sum, { count }) => sum + BigInt(count), 0n);
