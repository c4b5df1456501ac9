import { serviceManifests } from '@ringvirkning/catalogue';
import { loadConfig } from '@ringvirkning/config';
import { eventStreams, publishersOf, StreamKeeper } from '@ringvirkning/nats';
import { z } from 'zod';

const ConfigSchema = z.object({ NATS_URL: z.string().min(1), NATS_NKEY_SEED: z.string().startsWith('SU').optional() });

/** A process of its own: only it signs in as the user that may make streams. */
const { NATS_URL: url, NATS_NKEY_SEED: seed } = loadConfig(ConfigSchema, process.env);
const keeper = StreamKeeper.start({
  url,
  seed,
  streams: eventStreams(publishersOf(serviceManifests)),
  trouble: (error) => void process.stderr.write(`the streams cannot be looked after, trying on: ${error.message}\n`),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void keeper.stop());
