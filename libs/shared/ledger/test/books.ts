import { randomUUID } from 'node:crypto';
import { instant, localDate, type Currency } from '@ringvirkning/kernel';
import {
  asSystem,
  Database,
  migrate,
  persistenceMigrations,
  provisionDatabase,
  requestContext,
  type Provisioned,
  type Tx,
} from '@ringvirkning/persistence';
import { Ledger, ledgerMigrations, type NewEntry } from '../src/index.js';

export const NOW = instant('2026-12-31T23:30:00Z');

/** A ledger in a database of its own. */
export interface Books {
  readonly ledger: Ledger;
  readonly db: Database;
  readonly provisioned: Provisioned;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  as<T>(organisation: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openBooks(): Promise<Books> {
  const name = `rv_ledger_${randomUUID().slice(0, 8)}`;
  const provisioned = await provisionDatabase({
    superUrl: process.env['RV_TEST_POSTGRES_URL']!,
    service: 'ledger',
    ownerPassword: 'owner',
    appPassword: 'app',
    names: { database: name, owner: `${name}_owner`, app: `${name}_app` },
  });
  await migrate({
    url: provisioned.ownerUrl,
    migrations: [...persistenceMigrations, ...ledgerMigrations],
    appRole: provisioned.appRole,
  });
  const db = await Database.open({ url: provisioned.appUrl, applicationName: 'ledger-test' });
  return {
    ledger: new Ledger({ now: () => NOW }),
    db,
    provisioned,
    write: (work) => asSystem('test', () => db.transaction(work)),
    as: (organisation, work) =>
      requestContext.run({ actor: { subject: organisation, organisation, roles: [] }, correlationId: 'c' }, work),
    close: () => db.close(),
  };
}

/** An accrual of `amount` øre in a contract. */
export function accrual(
  contractId: string,
  amount: bigint,
  changes: Partial<NewEntry> = {},
  currency: Currency = 'DKK',
): NewEntry {
  const dimensions = {
    party: 'aarhus',
    counterparty: 'st-basils',
    budgetYear: 2026,
    outcome: 'self-mastery',
    followUp: 'm12',
  };
  return {
    key: randomUUID(),
    kind: 'accrual',
    contractId,
    effectiveOn: localDate('2026-06-30'),
    source: 'test',
    lines: [
      { account: 'receivable', amount, currency, ...dimensions },
      { account: 'earned', amount: -amount, currency, ...dimensions },
    ],
    ...changes,
  };
}
