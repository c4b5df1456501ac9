import { AmountSchema, CodeSchema, CurrencySchema, IdSchema, InstantSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { SIGNATORY } from './benefit-agreement.js';

const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const YearSchema = z.int().min(1990).max(2200);
const VersionSchema = z.int().min(1).max(999_999);
const SignatureSchema = z.strictObject({ signatory: z.string().regex(SIGNATORY), at: InstantSchema });

const FigureSchema = z.strictObject({
  figure: z.enum(['gained', 'invested', 'paid']),
  silo: z.string().regex(/^[a-z]+(:[A-Za-z0-9-]{1,64}(\/[a-z0-9-]{1,64})?)?$/),
  year: YearSchema,
  basis: z.enum(['realised', 'forecast']).nullable(),
  cashable: z.boolean().nullable(),
  line: CodeSchema.nullable(),
  amount: AmountSchema,
});
const StatedSchema = z.strictObject({
  figure: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}(\.[a-z0-9][a-z0-9-]{0,63})?$/),
  year: YearSchema,
  value: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/),
  source: plainText(z.string().min(1).max(500)),
});
const MovedSchema = z.strictObject({
  step: CodeSchema,
  from: CodeSchema,
  to: CodeSchema,
  year: YearSchema,
  amount: AmountSchema,
});

const claimedSchema = z.strictObject({
  contractId: IdSchema,
  reference: z.string().min(1).max(80),
  settlementId: IdSchema,
  code: CodeSchema,
  version: VersionSchema,
  agreementDigest: DigestSchema,
  /** Place among the settlements under the agreement's code. */
  no: z.int().min(1).max(1_000_000),
  /** Settles all that is realised up to and including this budget year. */
  through: YearSchema,
  currency: CurrencySchema,
  /** The statement of benefits that the figures of the partner's purses are taken from; null where none was told. */
  statement: z.strictObject({ number: z.int().min(1).max(1_000_000), digest: DigestSchema }).nullable(),
  /** The figures of the partner's purses in full; of the claimant's own what outsiders are told. */
  figures: z.array(FigureSchema).max(5_000),
  stated: z.array(StatedSchema).max(500),
  /** What earlier final settlements moved, and what this one moves: together what the agreement gives on the figures. */
  before: z.array(MovedSchema).max(5_000),
  due: z.array(MovedSchema).max(5_000),
  /** SHA-256 over agreement, figures, what was settled before, and what is moved: what both sides approve. */
  digest: DigestSchema,
  approvals: z.array(SignatureSchema).max(200),
});
export type SettlementClaimed = z.infer<typeof claimedSchema>;

const CONTRACT = '0192f0c0-0000-7000-8000-000000000001';
const AT = '2027-02-01T08:00:00.000Z' as SettlementAnswered['at'];
const SETTLEMENT = '0192f0c0-0000-7000-8000-000000000003';

/** Home → partner: a settlement that home's sides have approved and home's controller has claimed. */
export const settlementClaimed: PartnerMessageType<SettlementClaimed> = {
  name: 'settlement-claimed/1',
  content: claimedSchema,
  examples: [
    {
      ...{ contractId: CONTRACT, reference: 'VSB-2026', settlementId: SETTLEMENT, code: 'jobs-across', version: 1 },
      ...{ agreementDigest: 'a'.repeat(64), no: 1, through: 2026, currency: 'DKK' },
      statement: { number: 3, digest: 'b'.repeat(64) },
      figures: [
        {
          ...{ figure: 'gained', silo: 'municipality:0657/employment', year: 2026, basis: 'realised', cashable: true },
          ...{ line: 'less-cash-benefit', amount: '5000000' },
        },
      ],
      stated: [],
      before: [],
      due: [{ step: 'back', from: 'herning', to: 'social', year: 2026, amount: '2500000' }],
      digest: 'c'.repeat(64),
      approvals: [{ signatory: 'social', at: AT }],
    },
  ],
};

/** `authorised` by two people and booked, `disputed` by a side, or `refused` because it breaks a rule, which the reason names. */
export const SETTLEMENT_ANSWERS = ['authorised', 'disputed', 'refused'] as const;

const settlementAnsweredSchema = z.strictObject({
  contractId: IdSchema,
  settlementId: IdSchema,
  code: CodeSchema,
  /** SHA-256 over the canonical JSON of the claim that is answered. */
  claimDigest: DigestSchema,
  answer: z.enum(SETTLEMENT_ANSWERS),
  /** In words for a dispute; a code for a refusal. */
  reason: plainText(z.string().min(1).max(2_000)).nullable(),
  /** What the partner's books then hold as given by its own purses under the agreement's code, less what they got; minor units. */
  held: AmountSchema,
  approvals: z.array(SignatureSchema).max(200),
  at: InstantSchema,
});
export type SettlementAnswered = z.infer<typeof settlementAnsweredSchema>;

/** Partner → home: what becomes of a claim, once. */
export const settlementAnswered: PartnerMessageType<SettlementAnswered> = {
  name: 'settlement-answered/1',
  content: settlementAnsweredSchema,
  examples: [
    {
      ...{ contractId: CONTRACT, settlementId: SETTLEMENT, code: 'jobs-across', claimDigest: 'd'.repeat(64) },
      ...{ answer: 'authorised', reason: null, held: '2500000', at: AT },
      approvals: [{ signatory: 'herning', at: AT }],
    },
    {
      ...{ contractId: CONTRACT, settlementId: SETTLEMENT, code: 'jobs-across', claimDigest: 'd'.repeat(64) },
      ...{ answer: 'disputed', reason: 'Kvalitetstallet for 2026 er et andet.', held: '0', at: AT, approvals: [] },
    },
  ],
};
