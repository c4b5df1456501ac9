import { SealingKeysSchema } from '@ringvirkning/config';
import { FilesConfigShape } from '@ringvirkning/files';
import { MailConfigShape } from '@ringvirkning/mail';
import { isLocalDate, localDate } from '@ringvirkning/kernel';
import { z } from 'zod';

export const OutcomesConfigSchema = z.object({
  /** Key of the digests that stand for CPR numbers; it lives outside the database. Losing it means that nobody can be recognised again. */
  PSEUDONYM_KEY: z.string().min(32),
  /** Master keys of evidence files; they live outside the database, and may change while the service runs. Losing them means that no file can be opened again. */
  EVIDENCE_KEY: SealingKeysSchema,
  /** Where files of evidence lie. */
  ...FilesConfigShape,
  /** Largest import, evidence beside the rows included, in bytes; and how many rows it may have. */
  IMPORT_LARGEST: z.coerce.number().int().min(1_000).default(1_000_000_000),
  IMPORT_ROWS: z.coerce.number().int().min(1_000).default(1_000_000),
  ...MailConfigShape,
  /** The address at which people reach the portal, e.g. `https://ringvirkning.aarhus.example`: mail leads there. */
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  /** From when on working days people are reminded, by the clocks in Denmark; and how often it is looked whom to remind. */
  REMIND_FROM: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day such as 07:00' })
    .default('07:00'),
  /** Days beside weekends and public holidays on which the municipality's offices are closed: nobody is reminded then. */
  CLOSED_DAYS: z
    .string()
    .default('')
    .transform((days) => days.split(',').filter(Boolean))
    .refine((days) => days.every(isLocalDate), { error: 'days such as 2027-05-07, separated by commas' })
    .transform((days) => days.map(localDate)),
  REMIND_EVERY_MS: z.coerce.number().int().min(50).default(15_000),
  /** How often figures of what works are counted anew where something has changed; readers do not wait for it. */
  COUNT_WORKS_EVERY_MS: z.coerce.number().int().min(50).default(300_000),
  /** How often claims whose objection window has run are looked for. */
  FINALISE_EVERY_MS: z.coerce.number().int().min(50).default(5_000),
});
export type OutcomesConfig = z.output<typeof OutcomesConfigSchema>;
