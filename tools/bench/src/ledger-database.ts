import { systemIds } from '@ringvirkning/kernel';
import { ledgerMigrations } from '@ringvirkning/ledger';
import { Database, migrate, persistenceMigrations, provisionDatabase } from '@ringvirkning/persistence';

/** A fresh database with a ledger, as a service opens it (`database`) and as its owner does (`owner`), for as long as `work` takes. */
export async function withLedgerDatabase<T>(
  superUrl: string,
  service: string,
  work: (database: Database, owner: Database) => Promise<T>,
): Promise<T> {
  const { ownerUrl, appUrl, appRole } = await provisionDatabase({
    superUrl,
    service,
    ownerPassword: systemIds.next(),
    appPassword: systemIds.next(),
  });
  await migrate({ url: ownerUrl, appRole, migrations: [...persistenceMigrations, ...ledgerMigrations] });
  const [database, owner] = [
    await Database.open({ url: appUrl, applicationName: 'bench' }),
    await Database.open({ url: ownerUrl, applicationName: 'bench' }),
  ];
  try {
    return await work(database, owner);
  } finally {
    await database.close();
    await owner.close();
  }
}
