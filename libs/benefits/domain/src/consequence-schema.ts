import { z } from 'zod';
import { millionths } from './decimal.js';
import { code, fraction, message, quantity, text, title } from './fields.js';

/** Years, and months, of the longest profile. */
export const HORIZON_YEARS = 70;
const LAST_MONTH = HORIZON_YEARS * 12 + 11;
const month = z
  .int()
  .min(0)
  .max(LAST_MONTH, message(`ligger efter år ${HORIZON_YEARS}`, `lies beyond year ${HORIZON_YEARS}`));

/** A share of the full-year effect in a `year` after the outcome, or of a twelfth of it in each month from `month` through `through`. */
const phased = z
  .strictObject({
    year: z.int().min(0).max(HORIZON_YEARS).optional(),
    month: month.optional(),
    through: month.optional(),
    share: fraction,
  })
  .refine(
    (p) => (p.year === undefined) !== (p.month === undefined),
    message('skal sige enten år eller måned', 'must say either year or month'),
  )
  .refine(
    (p) => p.through === undefined || (p.month !== undefined && p.through >= p.month),
    message('through er den sidste måned og kommer efter month', 'through is the last month and comes after month'),
  );
type Phased = z.infer<typeof phased>;

const startOf = ({ year, month }: Phased): number => month ?? (year ?? 0) * 12;
const endOf = ({ year, month, through }: Phased): number => through ?? month ?? (year ?? 0) * 12 + 11;

const lastingStep = z.strictObject({
  after: month,
  share: fraction,
  /** The contract's follow-up that confirms these months; without one they are realised as their days come. */
  confirmedBy: code.optional(),
});
export type LastingStep = z.infer<typeof lastingStep>;

/** The probability that the effect still lasts, from each follow-up on. */
const lasting = z
  .array(lastingStep)
  .min(1)
  .refine(
    (list) =>
      list.every(
        ({ after, share }, i) =>
          i === 0 || (after > list[i - 1]!.after && millionths(share) <= millionths(list[i - 1]!.share)),
      ),
    message(
      'opfølgningerne skal stå i rækkefølge, og sandsynligheden kan ikke stige',
      'the follow-ups must be in order, and the probability cannot rise',
    ),
  )
  .refine(
    (list) => list.every(({ confirmedBy }, i) => confirmedBy !== undefined || list[i - 1]?.confirmedBy === undefined),
    message(
      'efter et trin, som en opfølgning bekræfter, skal de næste også sige hvilken (confirmedBy)',
      'after a step that a follow-up confirms, the next must say which one, too (confirmedBy)',
    ),
  )
  .refine(
    (list) => list.every(({ confirmedBy, share }) => confirmedBy === undefined || millionths(share) > 0n),
    message(
      'en opfølgning kan ikke bekræfte det, der med sikkerhed er ophørt (share 0)',
      'a follow-up cannot confirm what has ended for certain (share 0)',
    ),
  )
  .refine(
    (list) => {
      const named = list.flatMap(({ confirmedBy }) => confirmedBy ?? []);
      return new Set(named).size === named.length;
    },
    message('hver opfølgning bekræfter ét trin', 'each follow-up confirms one step'),
  );

const cashableOf = z.strictObject({
  municipality: z.boolean().optional(),
  region: z.boolean().optional(),
  state: z.boolean().optional(),
  citizen: z.boolean().optional(),
});

export const consequence = z.strictObject({
  consequence: code,
  title,
  /** Units per outcome in a year of full effect; negative for an extra cost. */
  quantity,
  price: code,
  anchor: code,
  /** Share of the full-year effect in the year of the outcome (0) and the years after it, or by month. */
  profile: z
    .array(phased)
    .min(1)
    .refine(
      (list) => list.every((p, i) => i === 0 || startOf(p) > endOf(list[i - 1]!)),
      message('profilens år skal være stigende', 'the years of the profile must ascend'),
    ),
  /** Whether the gain can be taken out of a budget: of every purse, or of those that are named. */
  cashable: z.union([z.boolean(), cashableOf]),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Share taken off the estimate for optimism. */
  optimismBias: fraction.optional(),
  /** Share of the effect that is owed to the intervention. */
  attribution: fraction.optional(),
  /** Share of the effect that would have come about anyway. */
  deadweight: fraction.optional(),
  lasting: lasting.optional(),
  /** Account string of the authorised chart of accounts, kept as written. */
  account: text.optional(),
});

export type Consequence = z.infer<typeof consequence>;

/** One month or one year of a profile. */
export interface ProfilePart {
  /** Whole months after the outcome at which it begins. */
  readonly month: number;
  readonly months: 1 | 12;
  /** Millionths of the effect of a full year, or of a twelfth of it. */
  readonly share: bigint;
}

/** The profile, month by month or year by year. */
export const partsOf = (profile: Consequence['profile']): ProfilePart[] =>
  profile.flatMap((phased): ProfilePart[] => {
    const share = millionths(phased.share);
    if (phased.year !== undefined) return [{ month: phased.year * 12, months: 12, share }];
    const first = startOf(phased);
    return Array.from({ length: endOf(phased) - first + 1 }, (_, i) => ({ month: first + i, months: 1, share }));
  });

const FIRST_YEAR_ENDS = 12;

/** The profile, divided where the first twelve months end; `later`: what comes after them. */
export const beyondFirstYear = (profile: Consequence['profile']): (Phased & { readonly later: boolean })[] =>
  profile.flatMap((phased) => {
    const later = startOf(phased) >= FIRST_YEAR_ENDS;
    if (later || phased.year !== undefined || endOf(phased) < FIRST_YEAR_ENDS) return [{ ...phased, later }];
    return [
      { ...phased, through: FIRST_YEAR_ENDS - 1, later: false },
      { ...phased, month: FIRST_YEAR_ENDS, later: true },
    ];
  });
