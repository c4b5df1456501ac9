import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '@ringvirkning/config';
import { z } from 'zod';

/** What `npm start` tells of itself in its data folder, as far as it is needed to reach it. */
const RunningSchema = z.object({
  url: z.url(),
  issuer: z.url(),
  client: z.object({ id: z.string(), secret: z.string() }),
});

/** The environment that reaches, as its operator, the instance which runs from a data folder of `npm start`; undefined where none runs. */
export function runningFrom(folder: string): Env | undefined {
  try {
    const { url, issuer, client } = RunningSchema.parse(JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')));
    return {
      RINGVIRKNING_URL: url,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_SCOPE: 'user:operator',
    };
  } catch {
    return undefined;
  }
}
