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

const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const YearSchema = z.int().min(1990).max(2200);
const VersionSchema = z.int().min(1).max(999_999);

/** Who has signed: a side of the agreement, or an authority as a whole (`municipality:0751`). Offices and days cross, names do not. */
export const SIGNATORY = /^([a-z0-9][a-z0-9-]{0,63}|municipality:[A-Za-z0-9-]{1,64})$/;
const SignatureSchema = z.strictObject({ signatory: z.string().regex(SIGNATORY), at: InstantSchema });

/** What the agreement would move, on realised and forecast figures: nobody signs without having seen what it costs. */
const ExpectedSchema = z.strictObject({ from: CodeSchema, to: CodeSchema, year: YearSchema, amount: AmountSchema });

const toldSchema = z.strictObject({
  contractId: IdSchema,
  reference: z.string().min(1).max(80),
  code: CodeSchema,
  version: VersionSchema,
  /** SHA-256 over the canonical JSON of the document: what is signed. */
  digest: DigestSchema,
  /** The agreement, `ringvirkning-agreement/1`. */
  document: z.record(z.string(), z.unknown()),
  currency: CurrencySchema,
  /** All that stands of the teller's own signatories. */
  signatures: z.array(SignatureSchema).max(200),
  expected: z.array(ExpectedSchema).max(5_000),
  /** Gains up to and including this day are realised. */
  asOf: LocalDateSchema,
});
export type BenefitAgreementTold = z.infer<typeof toldSchema>;

const CONTRACT = '0192f0c0-0000-7000-8000-000000000001';
const NAMED = { contractId: CONTRACT, code: 'jobs-across', version: 1, digest: 'a'.repeat(64) };

/** Home → partner: a benefit-sharing agreement of which a side is the partner's, and who has signed it at home. Told anew with each signature. */
export const benefitAgreementTold: PartnerMessageType<BenefitAgreementTold> = {
  name: 'benefit-agreement-told/1',
  content: toldSchema,
  examples: [
    {
      ...NAMED,
      reference: 'VSB-2026',
      document: { language: 'ringvirkning-agreement/1', code: 'jobs-across', version: 1 },
      currency: 'DKK',
      signatures: [
        { signatory: 'social', at: '2026-07-01T08:00:00.000Z' as BenefitAgreementAnswered['at'] },
        { signatory: 'municipality:0751', at: '2026-07-02T08:00:00.000Z' as BenefitAgreementAnswered['at'] },
      ],
      expected: [{ from: 'herning', to: 'social', year: 2026, amount: '2500000' }],
      asOf: '2026-06-30' as BenefitAgreementTold['asOf'],
    },
  ],
};

const answeredSchema = z.strictObject({
  contractId: IdSchema,
  code: CodeSchema,
  version: VersionSchema,
  digest: DigestSchema,
  /** The rule that it breaks; null when it broke none. */
  fault: CodeSchema.nullable(),
  /** All that stands of the partner's own signatories. */
  signatures: z.array(SignatureSchema).max(200),
  at: InstantSchema,
});
export type BenefitAgreementAnswered = z.infer<typeof answeredSchema>;

/** Partner → home: it holds the agreement, and who has signed it there; or why it does not take it. Said anew with each signature. */
export const benefitAgreementAnswered: PartnerMessageType<BenefitAgreementAnswered> = {
  name: 'benefit-agreement-answered/1',
  content: answeredSchema,
  examples: [
    {
      ...NAMED,
      fault: null,
      signatures: [{ signatory: 'herning', at: '2026-07-03T08:00:00.000Z' as BenefitAgreementAnswered['at'] }],
      at: '2026-07-03T08:00:01.000Z' as BenefitAgreementAnswered['at'],
    },
    {
      ...NAMED,
      fault: 'not-from-the-home',
      signatures: [],
      at: '2026-07-03T08:00:01.000Z' as BenefitAgreementAnswered['at'],
    },
  ],
};
