import { loadConfig } from '@ringvirkning/config';
import { z } from 'zod';
import { migrateInstance } from './migrate-instance.js';

const { POSTGRES_SUPERUSER_URL } = loadConfig(z.object({ POSTGRES_SUPERUSER_URL: z.url().optional() }), process.env);
await migrateInstance(process.env, POSTGRES_SUPERUSER_URL).catch((error: Error) => {
  process.stderr.write(`cannot migrate: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 1;
});
