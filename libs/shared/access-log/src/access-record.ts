import { pageSchema } from '@ringvirkning/http';
import { IdSchema, InstantSchema } from '@ringvirkning/message';
import { z } from 'zod';

/** One line of the access log: somebody read about people of one contract. */
export const AccessRecordSchema = z.object({
  id: z.string(),
  at: InstantSchema,
  subject: z.string(),
  name: z.string().nullable().describe('Of the reader at the time; null where it is not known'),
  organisation: z.string(),
  permission: z.string().nullable().describe('What let the reader in; null in lines from before it was told'),
  what: z.string(),
  contractId: IdSchema,
  participantIds: z.array(z.string()).nullable().describe('Whom it was about; null in lines from before it was told'),
});
export type AccessRecord = z.infer<typeof AccessRecordSchema>;
export const AccessRecordPageSchema = pageSchema(AccessRecordSchema);
