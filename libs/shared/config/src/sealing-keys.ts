import { z } from 'zod';

/** Keys of A256GCM in base64, the newest first, separated by commas: it seals, and each of them opens. */
export const SealingKeysSchema = z
  .string()
  .transform((text) => text.split(',').map((key) => Buffer.from(key, 'base64')))
  .refine((keys) => keys.every((key) => key.length === 32), {
    error: 'must be 32 bytes in base64, or several of them',
  });
