import { dateInDenmark, systemClock } from '@ringvirkning/kernel';
import { Api } from '../api.js';
import { clientCredentials, type SeedClient } from '../client-credentials.js';
import { seedJointContract } from './seed-joint-contract.js';
import { seedPartnership } from './seed-partnership.js';

interface SeedInstance extends SeedClient {
  readonly instance: string;
  readonly name: string;
  readonly code: string;
  readonly origin: string;
}

const given = process.env['SEED_INSTANCES'];
if (!given) {
  process.stderr.write(
    'SEED_INSTANCES: [{ instance, name, code, origin, issuer, clientId, clientSecret }, …] as JSON\n',
  );
  process.exit(2);
}
const [first, ...others] = (JSON.parse(given) as SeedInstance[]).map(({ instance, name, code, origin, ...client }) => ({
  instance,
  name,
  code,
  api: new Api(origin, clientCredentials(client)),
}));
const start = performance.now();
const say = (step: string): void =>
  void process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${step}\n`);
try {
  const today = dateInDenmark(systemClock.now());
  await seedPartnership([first!, ...others], today, say);
  await seedJointContract([first!, others[0]!], today, say);
} catch (error) {
  process.stderr.write(`The seed of the partnership stopped: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
