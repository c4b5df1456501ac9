import { InstantSchema, IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { DigestSchema } from './http.js';

export const SIGNED_SIGN_OFF_FORMAT = 'ringvirkning-sign-off/1';

/** What a sign-off says: who gave it for whom and when, on which terms, having read what. */
export const SignOffStatementSchema = z.strictObject({
  contractId: IdSchema,
  ref: z.string().min(1),
  version: z.int().min(1),
  termsDigest: DigestSchema.describe('SHA-256 of `terms`'),
  summaryDigest: DigestSchema.describe('SHA-256 of `summary`: what was read'),
  role: z.string().min(1),
  party: z.string().min(1),
  organisation: z.string().min(1),
  by: z.string().min(1).describe("The signer's id at the identity provider of the instance"),
  byName: z.string().optional(),
  behalfOf: z.string().optional().describe('Whose mandate it was given by'),
  at: InstantSchema,
  note: z.string().optional(),
  decision: z.string().optional(),
  decidedOn: LocalDateSchema.optional(),
  caseNumber: z.string().optional(),
  attachment: DigestSchema.optional().describe('SHA-256 of the file that was attached'),
});
export type SignOffStatement = z.infer<typeof SignOffStatementSchema>;

/** A detached signature over {@link SignOffStatementSchema} as RFC 8785 writes it, after the format and a line break. */
export const SignatureSchema = z.strictObject({
  provider: z.enum(['instance']).describe("Whose signature it is: `instance`, the municipality's own key"),
  algorithm: z.enum(['Ed25519']),
  key: z.string().min(1).describe('Public key, base64url'),
  value: z.string().min(1).describe('Base64url'),
});
export type Signature = z.infer<typeof SignatureSchema>;

/** A sign-off as one file, which proves itself without the system: `ringvirkning sign-off verify`. */
export const SignedSignOffSchema = z.strictObject({
  format: z.literal(SIGNED_SIGN_OFF_FORMAT),
  statement: SignOffStatementSchema,
  terms: z.string().min(2).describe('The terms that were frozen, as RFC 8785 writes them'),
  summary: z.string().min(2).describe('What was read when it was given, as RFC 8785 writes it'),
  signature: SignatureSchema,
});
export type SignedSignOff = z.infer<typeof SignedSignOffSchema>;

/** `GET /api/contracts/:id/sign-offs/signed?version=&role=&party=`: which sign-off. */
export const SignedSignOffQuerySchema = z.strictObject({
  version: z.coerce.number().int().min(1),
  role: z.string().min(1).max(64),
  party: z.string().min(1).max(64),
});
export type SignedSignOffQuery = z.infer<typeof SignedSignOffQuerySchema>;
