import { isLocalDate, type LocalDate, type Sentence } from '@ringvirkning/kernel';
import { plainText } from '@ringvirkning/message';
import { z } from 'zod';
import { bound } from './decimal.js';

/** A name inside the document: `self-mastery`, `m12`. Refer to things by it. */
export const code = plainText(z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/)).meta({
  description: 'Lower-case code: letters, digits and hyphens',
});

/** What people write. */
export const text = (most: number) => plainText(z.string().min(1).max(most));

/** One text in Danish and English. */
export const sentence = z.strictObject({ da: text(4000), en: text(4000) });

export const date: z.ZodType<LocalDate, string> = z
  .string()
  .refine(isLocalDate, { params: { reason: 'not-a-date' } })
  .transform((text) => text as LocalDate)
  .meta({ description: 'Date, YYYY-MM-DD', format: 'date' });

export const year = z.int().min(1900).max(2200);
export const months = z.int().min(1).max(600);
export const count = z.int().min(0).max(10_000_000);

/** Digits that people may have written as a number in YAML (GLN, CVR); leading zeros are kept by the reader. */
export const digits = (length: number) =>
  z
    .union([z.string(), z.number()])
    .transform(String)
    .refine((text) => /^\d+$/.test(text) && text.length === length, { params: { reason: 'wrong-digits', length } });

export const naming = { code, name: sentence, description: sentence.optional() };

/** A length of time: one of the three. */
export const duration = {
  months: months.optional(),
  weeks: z.int().min(1).max(2600).optional(),
  days: z.int().min(1).max(18_250).optional(),
};

const fact = {
  fact: code.meta({ description: 'Code of an outcome or a measure' }),
  followUp: code.optional(),
  atLeast: bound.optional().meta({ description: 'The fact (or the cohort value) must be at least this' }),
  atMost: bound.optional().meta({ description: 'The fact (or the cohort value) must be at most this' }),
  timing: z
    .enum(['before', 'any'])
    .default('before')
    .meta({ description: 'before: on or before the day of the claim; any: on any day up to the cut-off' }),
  within: z
    .strictObject({
      ...duration,
      after: z
        .enum(['first', 'latest'])
        .optional()
        .meta({ description: "The time runs from the person's first such fact (without it), or from the latest one" }),
    })
    .optional()
    .meta({
      description: 'A time limit: the claim lies at most so long after the fact, the last day included',
    }),
};

/** A fact that must (`requires`) or must not (`unless`) be there for the same person (individual outcomes) or cohort (cohort outcomes). */
export const condition = z.strictObject({
  ...fact,
  or: z
    .array(z.strictObject(fact))
    .min(1)
    .max(20)
    .optional()
    .meta({ description: 'It is enough that one of these holds instead' }),
});
export type Condition = z.output<typeof condition>;

/** What a condition asks for, each of which is enough. */
export const alternativesOf = (condition: Condition): readonly Condition[] => [condition, ...(condition.or ?? [])];

/** What an individual outcome is planned to give; for forecasts and progress, never for payment. */
export const planned = z
  .array(z.strictObject({ followUp: code.optional(), cohort: code.optional(), count }))
  .default([]);

/** Contract roles belong to the contract, not to the organisation: one party may have several. */
export const PARTY_ROLES = ['authority', 'payer', 'supplier', 'investor', 'guarantor', 'verifier', 'partner'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** What the roles are called in a sentence. */
export const PARTY_ROLE_WORDS: Readonly<Record<PartyRole, Sentence>> = {
  authority: { da: 'bestiller', en: 'authority' },
  payer: { da: 'betaler', en: 'payer' },
  supplier: { da: 'leverandør', en: 'supplier' },
  investor: { da: 'investor', en: 'investor' },
  guarantor: { da: 'garant', en: 'guarantor' },
  verifier: { da: 'verifikator', en: 'verifier' },
  partner: { da: 'partner', en: 'partner' },
};
