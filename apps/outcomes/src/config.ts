import { z } from 'zod';

export const OutcomesConfigSchema = z.object({
  /** Key of the digests that stand for CPR numbers; it lives outside the database. Losing it means that nobody can be recognised again. */
  PSEUDONYM_KEY: z.string().min(32),
  /** How often claims whose objection window has run are looked for. */
  FINALISE_EVERY_MS: z.coerce.number().int().min(50).default(5_000),
});
export type OutcomesConfig = z.output<typeof OutcomesConfigSchema>;
