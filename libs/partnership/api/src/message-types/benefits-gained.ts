import {
  AmountSchema,
  CodeSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  plainText,
} from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';

const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const YearSchema = z.int().min(1990).max(2200);
const NameSchema = plainText(z.string().min(1).max(300));
const NamesSchema = z.strictObject({ da: NameSchema, en: NameSchema });
const NumberSchema = z.int().min(1).max(1_000_000);
/** `municipality:0657/social`, `region:midtjylland`, `state`, `fund:dsi`. */
const PurseSchema = z.string().regex(/^[a-z]+(:[a-z0-9-]{1,64}(\/[a-z0-9-]{1,64})?)?$/);
const AreaSchema = z.enum(['service', 'transfers', 'construction']).nullable();
const BasisSchema = z.enum(['forecast', 'realised']);

/** What a purse gains in a budget year by one consequence of one outcome of the receiver's own citizens; negative is an extra cost. */
const GainedLineSchema = z.strictObject({
  purse: PurseSchema,
  outcome: CodeSchema,
  consequence: CodeSchema,
  budgetYear: YearSchema,
  steeringArea: AreaSchema,
  account: plainText(z.string().min(1).max(200)).nullable(),
  cashable: z.boolean(),
  basis: BasisSchema,
  amount: AmountSchema,
});

export const TOLD_FIGURES = ['invested', 'paid', 'received', 'gained'] as const;

/** What outsiders are told of a purse and budget year; an amount behind which stand few people is null. */
const ToldFigureSchema = z.strictObject({
  figure: z.enum(TOLD_FIGURES),
  purse: PurseSchema,
  name: NamesSchema,
  budgetYear: YearSchema,
  steeringArea: AreaSchema,
  cashable: z.boolean().nullable(),
  basis: BasisSchema.nullable(),
  amount: AmountSchema.nullable(),
  /** Somebody is lacking in it, or is in it who should not be. */
  isBehind: z.boolean(),
});

const gainedSchema = z.strictObject({
  contractId: IdSchema,
  reference: z.string().min(1).max(80),
  termsDigest: DigestSchema,
  /** The valuation model, `code@version`, and SHA-256 over its document. */
  model: z.string().regex(/^[a-z0-9-]{1,64}@\d{1,9}$/),
  modelDigest: DigestSchema,
  /** Statements of a contract to one partner: the one with the highest number says all that stands, those before nothing more. */
  number: NumberSchema,
  /** Gains up to and including this day are realised. */
  asOf: LocalDateSchema,
  currency: CurrencySchema,
  /** Of all lines. */
  amount: AmountSchema,
  /** Names of the departments in the lines. */
  departments: z.array(z.strictObject({ id: CodeSchema, name: NamesSchema })).max(200),
  lines: z.array(GainedLineSchema).max(3_000),
  /** What the receiver's own outsiders (council, investors) may be told of it. */
  published: z.array(ToldFigureSchema).max(1_000),
  /** What the receiver may be told of all others in the contract: per purse, without departments. */
  others: z.array(ToldFigureSchema).max(1_000),
});
export type BenefitsGained = z.infer<typeof gainedSchema>;
export type GainedLine = BenefitsGained['lines'][number];
export type ToldFigure = BenefitsGained['others'][number];

const CONTRACT = '0192f0c0-0000-7000-8000-000000000001';
const AARHUS = { purse: 'municipality:0751', name: { da: 'Aarhus Kommune', en: 'Aarhus Kommune' } };
const NOT_SPLIT = { steeringArea: null, cashable: null, basis: null, isBehind: false } as const;

/** Home → partner: what outcomes of a joint contract bring the partner's purses, and all that is booked with them. */
export const benefitsGained: PartnerMessageType<BenefitsGained> = {
  name: 'benefits-gained/1',
  content: gainedSchema,
  examples: [
    {
      contractId: CONTRACT,
      reference: 'VSB-2026',
      termsDigest: 'a'.repeat(64),
      model: 'jobs@1',
      modelDigest: 'b'.repeat(64),
      number: 3,
      asOf: '2026-06-30' as BenefitsGained['asOf'],
      currency: 'DKK',
      amount: '7500000',
      departments: [{ id: 'employment', name: { da: 'Beskæftigelse', en: 'Employment' } }],
      lines: [
        {
          ...{ purse: 'municipality:0657/employment', outcome: 'job', consequence: 'less-cash-benefit' },
          ...{ budgetYear: 2026, steeringArea: 'transfers', account: '05.57.73', cashable: true, basis: 'realised' },
          amount: '5000000',
        },
        {
          ...{ purse: 'state', outcome: 'job', consequence: 'less-cash-benefit', budgetYear: 2027 },
          ...{ steeringArea: null, account: null, cashable: true, basis: 'forecast', amount: '2500000' },
        },
      ],
      published: [],
      others: [
        { figure: 'paid', ...AARHUS, budgetYear: 2026, ...NOT_SPLIT, amount: '12000000' },
        {
          figure: 'gained',
          ...AARHUS,
          budgetYear: 2026,
          ...NOT_SPLIT,
          basis: 'realised',
          amount: null,
          isBehind: true,
        },
      ],
    },
  ],
};

const bookedSchema = z.strictObject({
  contractId: IdSchema,
  number: NumberSchema,
  /** SHA-256 over the canonical JSON of the statement that is answered. */
  statementDigest: DigestSchema,
  /** The rule that it breaks; null when it broke none. */
  fault: CodeSchema.nullable(),
  /** What the partner's books hold now: the statement by its number and digest, and its amount. Null while there is none. */
  held: z.strictObject({ number: NumberSchema, digest: DigestSchema, amount: AmountSchema }).nullable(),
  at: InstantSchema,
});
export type BenefitsBooked = z.infer<typeof bookedSchema>;

/** Partner → home: a statement is booked, or why not, and what the books hold. */
export const benefitsBooked: PartnerMessageType<BenefitsBooked> = {
  name: 'benefits-booked/1',
  content: bookedSchema,
  examples: [
    {
      ...{ contractId: CONTRACT, number: 3, statementDigest: 'c'.repeat(64), fault: null },
      held: { number: 3, digest: 'c'.repeat(64), amount: '7500000' },
      at: '2026-07-01T08:00:00.000Z' as BenefitsBooked['at'],
    },
    {
      ...{ contractId: CONTRACT, number: 1, statementDigest: 'd'.repeat(64), fault: 'not-our-purse', held: null },
      at: '2026-07-01T08:00:00.000Z' as BenefitsBooked['at'],
    },
  ],
};
