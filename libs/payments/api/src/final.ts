import {
  AmountSchema,
  CurrencySchema,
  defineEvent,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
} from '@ringvirkning/message';
import { z } from 'zod';

const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What a contract comes to in the books of one municipality when nothing of it is to come; amounts in minor units, parties and capital by their names in the terms. */
export const FinalAccountSchema = z.object({
  contractId: IdSchema,
  termsDigest: DigestSchema,
  currency: CurrencySchema,
  lastDay: LocalDateSchema,
  upto: z.int().nullable().describe('The last run, or the last claim of the municipality that leads the contract'),
  payments: z.array(
    z.object({
      payer: z.string(),
      payee: z.string(),
      authorised: AmountSchema.describe('By the terms, all of it authorised'),
      moved: AmountSchema.nullable().describe('Recorded as paid; null where the payments are kept elsewhere'),
    }),
  ),
  capital: z.array(
    z.object({
      capital: z.string(),
      party: z.string(),
      drawn: AmountSchema,
      principal: AmountSchema,
      return: AmountSchema,
      guaranteed: AmountSchema,
      lost: AmountSchema,
    }),
  ),
  years: z.array(z.object({ payer: z.string(), budgetYear: z.int(), appropriated: AmountSchema, spent: AmountSchema })),
});

/** Two persons have settled a contract for good. Another `no` follows when something is paid or claimed back afterwards. Key: contractId. */
export const ContractSettledV1 = defineEvent({
  subject: 'evt.payments.contract-settled.v1',
  data: z.object({
    contractId: IdSchema,
    no: z.int().positive(),
    settledOn: LocalDateSchema,
    /** SHA-256 of the account's canonical JSON: what both have signed. */
    digest: DigestSchema,
    account: FinalAccountSchema,
  }),
});
export type ContractSettled = z.infer<typeof ContractSettledV1.data>;

const NamedSchema = { payerName: z.string() };
const SignatureSchema = z.object({ by: z.string(), name: z.string(), at: InstantSchema });

/** Figures of a final account with names, and what is left of each. */
const FiguresSchema = z.object({
  currency: CurrencySchema,
  lastDay: LocalDateSchema,
  upto: z.int().nullable(),
  payments: z.array(
    FinalAccountSchema.shape.payments.element.extend({
      ...NamedSchema,
      payeeName: z.string(),
      remaining: AmountSchema.nullable().describe('To be paid; negative: to be claimed back'),
    }),
  ),
  capital: z.array(FinalAccountSchema.shape.capital.element.extend({ partyName: z.string() })),
  years: z.array(FinalAccountSchema.shape.years.element.extend({ ...NamedSchema, unspent: AmountSchema })),
});
export type FinalFigures = z.infer<typeof FiguresSchema>;

export const FINAL_STATUSES = ['open', 'ready', 'certified', 'settled'] as const;

/**
 * Answer of `GET /api/payments/contracts/:contractId/final-settlement`. `open`: something is against it, and `reasons` say what. Who does not read the books is told
 * the status and the day alone: `figures` and `digest` are null then.
 */
export const FinalSettlementSchema = z.object({
  contractId: IdSchema,
  contractRef: z.string(),
  status: z.enum(FINAL_STATUSES),
  reasons: z.array(z.object({ code: z.string(), da: z.string(), en: z.string() })),
  returned: z.int().describe('Claims that were sent back and not corrected: they lapse with the settlement'),
  settledOn: LocalDateSchema.nullable().describe('The day of the last settlement'),
  figures: FiguresSchema.nullable().describe('As settled; before that, as they stand'),
  digest: DigestSchema.nullable().describe('Of what is shown: whoever certifies says it'),
  certified: SignatureSchema.nullable(),
  authorised: SignatureSchema.nullable(),
  earlier: z.array(z.object({ no: z.int(), settledOn: LocalDateSchema, digest: DigestSchema })),
});
export type FinalSettlement = z.infer<typeof FinalSettlementSchema>;

/** Body of `POST /api/payments/contracts/:contractId/final-settlement/certification`: the digest of what was shown. */
export const CertifyFinalSchema = z.strictObject({ shown: DigestSchema });
export type CertifyFinal = z.infer<typeof CertifyFinalSchema>;
