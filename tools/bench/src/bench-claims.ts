import type { RunningInstance } from '@ringvirkning/embedded';
import { localDate } from '@ringvirkning/kernel';
import { Api, clientCredentials, toCsv } from '@ringvirkning/seed';

/** What is measured may take minutes on a slow machine. */
const PATIENCE_MS = 10 * 60_000;

export const apiOf = (instance: RunningInstance): Api =>
  new Api(instance.overview.url, clientCredentials(instance.seedClient), PATIENCE_MS);

/** One claim each of so many people, as a file to import. */
export const claimsOf = (people: number): string =>
  toCsv(
    Array.from({ length: people }, (_, n) => ({
      person: `bench-${n}`,
      outcome: 'moved-in',
      on: localDate('2024-06-30'),
      evidence: 'document' as const,
    })),
    (participant) => ({ participant, referredOn: localDate('2024-01-15') }),
  );
