import { SealingKeysSchema } from '@ringvirkning/config';
import { FilesConfigShape } from '@ringvirkning/files';
import { z } from 'zod';

export const ContractsConfigSchema = z.object({
  /** Seed of the key by which the instance signs sign-offs (32 bytes in base64); it lives outside the database. What it has signed stays proven by its public key when it is lost. */
  SIGNING_KEY: z.base64().length(44),
  /** Master keys of attachments; they live outside the database, and may change while the service runs. Losing them means that no attachment can be opened again. */
  ATTACHMENT_KEY: SealingKeysSchema,
  /** Where attachments of sign-offs lie. */
  ...FilesConfigShape,
});
export type ContractsConfig = z.output<typeof ContractsConfigSchema>;
