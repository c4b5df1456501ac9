import { addDays, sum, type LocalDate } from '@ringvirkning/kernel';
import { z } from 'zod';
import { MILLION, millionths } from '../decimal.js';
import { code, count, date, fraction, message, quantity, text, title } from '../fields.js';

const share = z.strictObject({
  treasury: z.enum(['municipality', 'region', 'state', 'citizen']),
  /** A silo inside the municipality. */
  department: code.optional(),
  steeringArea: z.enum(['service', 'transfers', 'construction']).optional(),
  share: fraction,
});
const shares = z
  .array(share)
  .min(1)
  .refine(
    (list) => sum(list.map((item) => millionths(item.share))) === MILLION,
    message('andelene skal give 1 tilsammen', 'the shares must add up to 1'),
  )
  .refine(
    (list) =>
      list.every(
        (item) =>
          item.treasury === 'municipality' || (item.department === undefined && item.steeringArea === undefined),
      ),
    message(
      'forvaltning og styringsområde findes kun i kommunen',
      'department and steering area exist only in the municipality',
    ),
  );

const ascending = (list: readonly { upTo?: string | undefined }[]): boolean =>
  list.every(({ upTo }, i) => {
    if (i === list.length - 1) return upTo === undefined;
    return upTo !== undefined && millionths(upTo) > millionths(list[i - 1]?.upTo ?? '0');
  });

/** Steps by what a person has had already, each up to a bound, with the split of what falls in it; the last has no bound. */
const steps = z
  .array(z.strictObject({ upTo: count.optional(), shares }))
  .min(2)
  .refine(
    ascending,
    message(
      'trinnene skal have stigende grænser over 0 (upTo), og det sidste ingen',
      'the steps must have ascending bounds above 0 (upTo), and the last none',
    ),
  );

const LEAST_YEARLY_COST = 10_000n * MILLION;
const brackets = steps.refine(
  (list) => list.every(({ upTo }) => upTo === undefined || millionths(upTo) >= LEAST_YEARLY_COST),
  message(
    'grænserne er hele kroner om året; skriv 860000, ikke tusinder eller millioner',
    'the bounds are whole kroner a year; write 860000, not thousands or millions',
  ),
);

/** A share for some months after an event that happens once: it does not start anew. */
const window = z.strictObject({
  months: z.int().min(1).max(840),
  /** Months within the window that `shares` covers at most. */
  atMost: z.int().min(1).max(840).optional(),
  shares,
  beyond: shares,
});

const KINDS = ['shares', 'days', 'weeks', 'brackets', 'window'] as const;

/**
 * How the law of a period splits an amount: by `shares` (with an optional `limit` of units per consequence and year, and the split `beyond` it); by
 * `days` of the person in the year; by `weeks` of the person's time on benefits; by marginal `brackets` on the person's yearly cost, reckoned by month at
 * a twelfth of the bounds; or by a `window` of months after an event.
 */
export const rule = z
  .strictObject({
    from: date,
    /** Last day; the last rule has none. */
    to: date.optional(),
    shares: shares.optional(),
    limit: quantity
      .refine((text) => millionths(text) > 0n, message('loftet skal være over 0', 'the limit must be above 0'))
      .optional(),
    beyond: shares.optional(),
    days: steps.optional(),
    weeks: steps.optional(),
    brackets: brackets.optional(),
    window: window.optional(),
    source: text.optional(),
    note: title.optional(),
  })
  .refine(
    (r) => KINDS.filter((kind) => r[kind] !== undefined).length === 1,
    message(`en regel siger præcis én af: ${KINDS.join(', ')}`, `a rule says exactly one of: ${KINDS.join(', ')}`),
  )
  .refine(
    (r) => (r.limit === undefined) === (r.beyond === undefined),
    message(
      'et loft kræver også en fordeling over loftet (beyond), og omvendt',
      'a limit needs a split beyond it, and the other way round',
    ),
  )
  .refine(
    (r) => r.limit === undefined || r.shares !== undefined,
    message('et loft hører til shares', 'a limit belongs to shares'),
  );

const unbroken = (rules: readonly { from: LocalDate; to?: LocalDate | undefined }[]) =>
  rules.every((r, i) =>
    i === rules.length - 1
      ? r.to === undefined
      : r.to !== undefined && r.to >= r.from && addDays(r.to, 1) === rules[i + 1]!.from,
  );

/** The history of a provision: what the law of each period says. */
export const rules = z
  .array(rule)
  .min(1)
  .refine(
    unbroken,
    message(
      'reglerne skal følge hinanden uden huller og overlap, og den sidste skal være åben',
      'the rules must follow each other without gap or overlap, and the last must be open',
    ),
  );

export type Share = z.infer<typeof share>;
export type SplitRule = z.infer<typeof rule>;
export type Step = z.infer<typeof steps>[number];
