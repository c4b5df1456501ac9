import { loadConfig } from '@ringvirkning/config';
import { StreamKeeper } from '@ringvirkning/nats';
import { hubStreams } from '@ringvirkning/partnership-carrier';
import { z } from 'zod';

const ConfigSchema = z.object({
  NATS_URL: z.string().min(1),
  NATS_NKEY_SEED: z.string().startsWith('SU'),
  /** Names of those for whom the hub carries, separated by commas; nobody yet when empty. */
  HUB_MEMBERS: z
    .string()
    .default('')
    .transform((names) => names.split(',').filter(Boolean)),
});

/** Makes the streams of a partnership's hub, and makes them again after it lost its store. A member more or less: start it anew. */
const { NATS_URL: url, NATS_NKEY_SEED: seed, HUB_MEMBERS: members } = loadConfig(ConfigSchema, process.env);
const keeper = StreamKeeper.start({
  url,
  seed,
  streams: hubStreams(members),
  trouble: (error) => void process.stderr.write(`the streams cannot be looked after, trying on: ${error.message}\n`),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void keeper.stop());
