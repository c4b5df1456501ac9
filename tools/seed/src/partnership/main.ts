import { dateInDenmark, systemClock } from '@ringvirkning/kernel';
import { Api } from '../api.js';
import { clientCredentials, type SeedClient } from '../client-credentials.js';
import { seedPartnership } from './seed-partnership.js';

interface SeedInstance extends SeedClient {
  readonly instance: string;
  readonly name: string;
  readonly origin: string;
}

const given = process.env['SEED_INSTANCES'];
if (!given) {
  process.stderr.write('SEED_INSTANCES: [{ instance, name, origin, issuer, clientId, clientSecret }, …] as JSON\n');
  process.exit(2);
}
const [first, ...others] = (JSON.parse(given) as SeedInstance[]).map(({ instance, name, origin, ...client }) => ({
  instance,
  name,
  api: new Api(origin, clientCredentials(client)),
}));
const start = performance.now();
const say = (step: string): void =>
  void process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${step}\n`);
try {
  await seedPartnership([first!, ...others], dateInDenmark(systemClock.now()), say);
  // What they have with each other under the agreements, such as a joint contract, follows here.
} catch (error) {
  process.stderr.write(`The seed of the partnership stopped: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
