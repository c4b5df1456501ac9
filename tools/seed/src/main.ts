import { parseArgs } from 'node:util';
import { clientCredentials } from './client-credentials.js';
import { seed } from './seed.js';

const USAGE =
  'seed --origin <gateway origin> --issuer <OIDC issuer> --client-id <id>    (the secret in SEED_CLIENT_SECRET)';

const { values } = parseArgs({
  options: { origin: { type: 'string' }, issuer: { type: 'string' }, 'client-id': { type: 'string', default: 'seed' } },
});
const { origin, issuer, 'client-id': clientId } = values;
const clientSecret = process.env['SEED_CLIENT_SECRET'];
if (!origin || !issuer || !clientSecret) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}
const start = performance.now();
const say = (step: string): void =>
  void process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${step}\n`);
try {
  await seed({ origin, tokenFor: clientCredentials({ issuer, clientId, clientSecret }), progress: say });
  say('done');
} catch (error) {
  process.stderr.write(`The seed stopped: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
