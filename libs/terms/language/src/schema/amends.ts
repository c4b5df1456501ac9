import { z } from 'zod';
import { date, text } from './common.js';

/** Why a contract lives on with other terms. */
export const AMENDMENT_KINDS = ['change', 'extension', 'early-end', 'transfer', 'succession'] as const;
export type AmendmentKind = (typeof AMENDMENT_KINDS)[number];

/** Why a contract ends before its time. */
export const END_REASONS = [
  'by-agreement',
  'too-few-participants',
  'goals-out-of-reach',
  'breach',
  'supplier-ceased',
  'funding-lost',
  'law-changed',
  'other',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What happens to the people who are under way on the last day. */
export const UNDER_WAY = ['support-ends', 'other-support', 'completed-without-payment'] as const;
export type UnderWay = (typeof UNDER_WAY)[number];

/**
 * A document with it takes the place of the one that a signed contract had, from a day on: facts of earlier days are judged and paid by the earlier document.
 * `before` is that document as it was signed, so that a digest covers all that went before, and whoever has the newest document can compute everything.
 */
export const amends = z.strictObject({
  kind: z.enum(AMENDMENT_KINDS),
  from: date.meta({ description: 'The first day on which these terms hold: what is achieved on or after it' }),
  reason: text(1000).meta({ description: 'Why, in words' }),
  end: z
    .strictObject({ because: z.enum(END_REASONS), underWay: z.enum(UNDER_WAY) })
    .optional()
    .meta({ description: 'early-end: why, by a code, and what happens to people who are under way' }),
  before: z.record(z.string(), z.unknown()).optional().meta({
    description: 'The document before, as it was signed; put in when the amendment is saved, not written by hand',
  }),
});
export type Amends = z.output<typeof amends>;
