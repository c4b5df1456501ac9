import { CarrierConfigShape } from '@ringvirkning/partnership-carrier';
import { z } from 'zod';

export const PartnershipConfigSchema = z.object({
  /** Seals the instance's own keys in the database (32 bytes in base64); it lives outside. Losing it means that two other members must replace the instance's key. */
  PARTNERSHIP_KEY: z.base64().length(44),
  ...CarrierConfigShape,
  /** How often a partner hears from us: while something is open between us, and otherwise. */
  PARTNERSHIP_BEAT_MS: z.coerce.number().int().min(20).default(2_000),
  PARTNERSHIP_IDLE_BEAT_MS: z.coerce.number().int().min(20).default(10_000),
  /** At most so often the log is sealed, and each time cosigned by the other members; sooner when much has come. */
  PARTNERSHIP_SEAL_MS: z.coerce.number().int().min(20).default(600_000),
  /** A time-stamping authority (RFC 3161) for the heads of the log, and the certificates (PEM) that its stamps must lead to. */
  PARTNERSHIP_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  PARTNERSHIP_TSA_CERTIFICATES: z.string().min(1).optional(),
  PARTNERSHIP_TSA_LOOK_MS: z.coerce.number().int().min(20).default(5_000),
});
export type PartnershipConfig = z.output<typeof PartnershipConfigSchema>;
