import { instant, localDate } from '@ringvirkning/kernel';
import {
  AmountSchema,
  CodeSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
} from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';

/** Made from a random id, for one contract: nobody can compute it from the person, or the person from it. */
const PseudonymSchema = z.string().regex(/^P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

/** Days for which the receiver pays, both included; open while no other payer is known. */
const PeriodSchema = z.strictObject({ from: LocalDateSchema, to: LocalDateSchema.nullable() });

/** What the receiver may come to pay for one outcome, at one follow-up: its part of the dearest price, by the terms alone. What has been achieved is not told. */
const PriceSchema = z.strictObject({
  outcome: CodeSchema,
  followUp: CodeSchema.nullable(),
  /** Of each claim, or of each unit that is measured. */
  per: z.enum(['claim', 'unit']),
  /** Null where only what is measured decides. */
  price: AmountSchema.nullable(),
  /** Null where it may come again, or is measured. */
  most: AmountSchema.nullable(),
});

const movedSchema = z.strictObject({
  contractId: IdSchema,
  termsDigest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of one person to one partner; nobody else is told the same. The statement with the latest `at` says all that stands, those before nothing more. */
  person: IdSchema,
  at: InstantSchema,
  /** The last day for which the receiver pays, where it had paid from the beginning. Of such a person it is told nothing else. */
  endsOn: LocalDateSchema.nullable(),
  /** What the receiver pays for because somebody moved there; null: nothing. */
  pays: z
    .strictObject({
      pseudonym: PseudonymSchema,
      cohort: CodeSchema.nullable(),
      periods: z.array(PeriodSchema).min(1).max(200),
      currency: CurrencySchema,
      prices: z.array(PriceSchema).max(2_000),
      /** All together, as far as caps and prices limit it. */
      most: AmountSchema.nullable(),
    })
    .nullable(),
});
export type PersonMovedThere = z.infer<typeof movedSchema>;

const told = {
  contractId: '0192f0c0-0000-7000-8000-000000000001',
  termsDigest: 'a'.repeat(64),
  at: instant('2026-03-02T08:00:00.000Z'),
};

/** Home → partner: another municipality pays for somebody from a day on. Who paid learns when that ends; who pays from then on the pseudonym, cohort and what it may come to pay. */
export const personMoved: PartnerMessageType<PersonMovedThere> = {
  name: 'person-moved/1',
  content: movedSchema,
  examples: [
    {
      ...{ ...told, person: '0192f0c0-0000-7000-8000-000000000003', endsOn: null },
      pays: {
        ...{ pseudonym: 'P-7K2M-9QXD', cohort: '2026', currency: 'DKK', most: '5000000' },
        periods: [{ from: localDate('2026-03-01'), to: null }],
        prices: [
          { outcome: 'job', followUp: 'w13', per: 'claim', price: '2000000', most: '2000000' },
          { outcome: 'job', followUp: 'w26', per: 'claim', price: '3000000', most: '3000000' },
        ],
      },
    },
    { ...told, person: '0192f0c0-0000-7000-8000-000000000004', endsOn: localDate('2026-02-28'), pays: null },
    { ...told, person: '0192f0c0-0000-7000-8000-000000000003', endsOn: null, pays: null },
  ],
};
