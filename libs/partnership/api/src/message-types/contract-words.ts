import { IdSchema, InstantSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';

/** Which terms are spoken of: whoever has others under the same contract and version has not heard of these. */
export const termsMembers = {
  /** Its id at home, and everywhere. */
  contract: IdSchema,
  version: z.int().min(1),
  /** SHA-256 (hex) of the canonical JSON of the terms. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
};

/** An office of a party has decided. Who held it is that party's own business. */
export const signOffMembers = {
  role: z.string().min(1).max(64),
  party: z.string().min(1).max(64),
  at: InstantSchema,
  /** Where the decision is found, e.g. a point of the agenda. */
  decision: plainText(z.string().min(1).max(64)).optional(),
};

/** For the examples. */
export const TERMS = {
  contract: '01900000-0000-7000-8000-000000000001',
  version: 1,
  digest: '0123456789abcdef'.repeat(4),
};
