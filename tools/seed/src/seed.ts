import { dateInDenmark, systemClock, type LocalDate } from '@ringvirkning/kernel';
import { seedAarhus } from './aarhus/seed-aarhus.js';
import { Api, json, type Origin, type TokenFor } from './api.js';
import { seedFairChance } from './fair-chance/seed-fair-chance.js';
import { draftNextAgreement } from './more-contracts/draft-next-agreement.js';
import { seedContractB } from './more-contracts/seed-contract-b.js';
import { seedSupplierContract } from './more-contracts/seed-supplier-contract.js';
import { seedSampledContract } from './more-contracts/seed-sampled-contract.js';
import type { Progress } from './progress.js';

export interface SeedOptions {
  /** The gateway's origin, or each service's. */
  readonly origin: Origin;
  /** An access token of a demo person. */
  readonly tokenFor: TokenFor;
  readonly progress?: Progress;
  /** The demo's present day; nothing later has happened in it. Default: today. */
  readonly until?: LocalDate;
}

/** Those who have something to do are reminded of it, so that the demo has mail to show. */
async function askForReminders(api: Api): Promise<void> {
  for (const [user, every] of [
    ['case-worker', 'daily'],
    ['department-head', 'weekly'],
  ] as const)
    await api.post(user, '/api/outcomes/due/reminder', `${user}:reminder`, json({ every, language: 'da' }));
}

/**
 * Fills an instance with the demo, through the public HTTP API only and as the people who would do it. May be interrupted and repeated: what is there stays.
 * @throws Error naming the request that was refused.
 */
export async function seed({
  origin,
  tokenFor,
  progress = () => undefined,
  until = dateInDenmark(systemClock.now()),
}: SeedOptions): Promise<void> {
  const api = new Api(origin, tokenFor);
  await Promise.all([
    seedAarhus(api, until, progress),
    seedFairChance(api, progress),
    seedContractB(api, until, progress),
    draftNextAgreement(api),
  ]);
  await seedSampledContract(api, until, progress);
  await seedSupplierContract(api, progress);
  await askForReminders(api);
}
