import { CURRENCIES } from '@ringvirkning/kernel';
import { cprIn } from '@ringvirkning/reading';
import { z } from 'zod';
import { cap, floor } from '../caps/schema.js';
import { outcome } from '../kinds/kinds.js';
import { scale } from '../scales/schema.js';
import { amends } from './amends.js';
import { capital } from './capital.js';
import { code, count, date, digits, months, naming, PARTY_ROLES, sentence, text, year } from './common.js';
import { amount, ratio, share } from './decimal.js';
import { sample } from './sample.js';

const party = z.strictObject({
  id: code,
  name: text(200),
  kind: z.enum(['municipality', 'region', 'state', 'fund', 'supplier', 'company', 'verifier']),
  organisation: code.meta({ description: 'Id of the organisation whose users act for this party' }),
  roles: z.array(z.enum(PARTY_ROLES)).min(1),
  municipalityCode: digits(4).optional(),
  cvr: digits(8).optional(),
  gln: digits(13).optional(),
  department: code.optional().meta({ description: 'The department (silo) whose budget pays or gains' }),
});

const claims = z.strictObject({
  by: z.array(z.enum(PARTY_ROLES)).min(1).meta({ description: 'Roles whose parties may claim outcomes' }),
  attestBy: z.enum(PARTY_ROLES),
  verifyBy: z.enum(PARTY_ROLES),
});

const verification = z.strictObject({
  objectionDays: z.int().min(0).max(365),
  evidence: z.strictObject({
    required: z.boolean(),
    sources: z.array(z.enum(['register', 'document', 'questionnaire', 'self-report'])).min(1),
  }),
  sample: sample.optional().meta({ description: 'Only a random sample is verified; default: every claim' }),
});

const signOff = z.strictObject({
  role: z.enum(['council', 'municipal-director', 'mayor', 'board', 'supplier', 'investor']),
  party: code,
});

/** Follow-ups count from the person's start. The interval (default: since the follow-up before) is the time that a price per unit of time pays for. */
const followUp = z.strictObject({
  code,
  months: months.optional(),
  weeks: z.int().min(1).max(2600).optional(),
  interval: months.optional(),
  name: sentence.optional(),
});

const cohort = z.strictObject({ ...naming, from: date, to: date, planned: count.optional() });
const group = z.strictObject({
  ...naming,
  uplift: ratio.default('0').meta({ description: 'Added to the price: 0.40 pays 40 % more' }),
  deadweight: share.default('0').meta({ description: 'The share that would have happened anyway; it is not paid for' }),
  share: share.optional().meta({ description: 'Planned share of the participants' }),
});
const measure = z.strictObject({
  ...naming,
  unit: text(40).optional(),
  scoredBy: z
    .enum(['register', 'professional', 'citizen'])
    .optional()
    .meta({ description: 'Who sets the value; a price may not rest on the citizen alone' }),
  purpose: z.enum(['dialogue', 'payment']).optional().meta({
    description:
      'dialogue: for the conversation with the citizen; it is never claimed, and no outcome may look at it. Default: payment where an outcome looks at it',
  }),
  scale: code.optional().meta({ description: 'The scale whose steps are the only values' }),
  every: z
    .int()
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'Measured again every so many months after the baseline' }),
  times: z.int().min(1).max(1000).optional().meta({
    description: 'A small step without a price: reached when it has happened so many times',
  }),
});

const outcomesPaid = z.array(code).min(1).optional().meta({
  description:
    'Only for these outcomes, and no others are for them; without it for the outcomes that no other entry of the list names',
});
const payerPart = z.strictObject({
  party: code.meta({
    description: 'A party with the role payer, or of-participant: the municipality that pays for the person',
  }),
  outcomes: outcomesPaid,
  share: share.optional(),
  perClaim: amount.optional().meta({ description: 'top-up: this payer pays at most so much per claim' }),
  cap: amount.optional(),
  yearCaps: z.array(z.strictObject({ year, max: amount })).default([]),
});
/** fixed: each payer has a share; what a payer's cap cuts off is unpaid. top-up: payers pay in order, each up to its limits; the rest goes to the next. */
const payers = z.strictObject({
  split: z.enum(['fixed', 'top-up']),
  parts: z.array(payerPart).min(1),
  otherwise: code.optional().meta({ description: 'Pays for people without a known paying municipality' }),
});
/** What is delivered for a payment, by momsloven: exempt (§ 13), liable, or outside it. */
const vat = z.enum(['exempt', 'liable', 'outside']);

const payee = z.strictObject({
  party: code.meta({
    description:
      'What an investor or partner (an intermediary) is paid repays the capital; when no payee is either, what all payees are paid does',
  }),
  share,
  from: code.optional().meta({ description: 'Only for what this payer pays' }),
  outcomes: outcomesPaid,
  vat: vat.optional().meta({
    description:
      'VAT of what is delivered for this payment, as stated; no amount follows from it. Without it the terms state nothing',
  }),
});

const indexation = z.strictObject({
  baseYear: year,
  index: z
    .array(z.strictObject({ year, value: ratio }))
    .min(1)
    .meta({ description: 'Index per budget year; the base year must be there' }),
  after: z
    .enum(['last-known'])
    .default('last-known')
    .meta({ description: 'Years beyond the table use the last known index' }),
});

export const ROUNDINGS = ['half-away-from-zero', 'down'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** The whole document that a person writes. The computable part is outcomes, groups, caps, floors, payers and payees; the rest says who does what. */
export const termsSchema = z.strictObject({
  language: z.literal('ringvirkning-terms/1'),
  ref: text(80),
  title: sentence,
  amends: amends.optional().meta({ description: 'What this document changes of a signed contract, and from when' }),
  description: sentence.optional(),
  intervention: sentence.optional().meta({
    description:
      'What is done with the people, e.g. Housing First; what works is shown together for contracts that say the same. Default: the title',
  }),
  currency: z.enum(CURRENCIES),
  priceLevelYear: year.optional(),
  period: z.strictObject({ from: date, to: date }),
  rounding: z.enum(ROUNDINGS).default('half-away-from-zero'),
  pricesRoundedTo: amount.optional().meta({
    description:
      'Each price (of a claim, of a unit, from a table) is rounded to a multiple of this amount, e.g. 1 for whole kroner, after uplift and index and before it is multiplied by a quantity; shares of an amount (tranches) are no prices',
  }),
  parties: z.array(party).min(1).max(100),
  claims,
  verification,
  signOffs: z.array(signOff).default([]),
  followUps: z.array(followUp).max(1000).default([]),
  cohorts: z.array(cohort).max(1000).default([]),
  groups: z.array(group).max(1000).default([]),
  measures: z.array(measure).max(1000).default([]),
  scales: z
    .array(scale)
    .max(50)
    .optional()
    .meta({ description: 'The scales that measures are scored on, written out' }),
  outcomes: z.array(outcome).min(1).max(500),
  indexation: indexation.optional(),
  floors: z.array(floor).max(100).default([]),
  caps: z.array(cap).max(100).default([]),
  payers,
  payees: z.array(payee).min(1),
  capital: z.array(capital).default([]),
  assumptions: z
    .array(z.strictObject({ about: text(4000), da: text(4000), en: text(4000) }))
    .default([])
    .meta({ description: 'What is assumed because it is not public or not agreed yet' }),
  sources: z
    .array(
      z.strictObject({
        title: text(4000),
        url: z
          .url()
          .refine((url) => !cprIn(url), { params: { reason: 'cpr-in-address' } })
          .optional(),
      }),
    )
    .default([]),
});

export type Terms = z.output<typeof termsSchema>;
export type Party = Terms['parties'][number];
export type FollowUp = Terms['followUps'][number];
export type Group = Terms['groups'][number];
export type Cohort = Terms['cohorts'][number];
export type Capital = Terms['capital'][number];
export type PayerPart = Terms['payers']['parts'][number];

/** JSON Schema (draft 2020-12) of the document as it is written, for editors and other tools. */
export const termsJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(termsSchema, { io: 'input', unrepresentable: 'any' }),
  $id: 'https://ringvirkning.dk/schemas/terms-1.json',
  title: 'Ringvirkning contract terms',
});
