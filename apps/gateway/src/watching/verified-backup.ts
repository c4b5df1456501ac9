import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMetrics, type Metrics } from '@ringvirkning/observability';

/** The last backup that was restored and looked through; moments as Unix times in seconds. */
export interface VerifiedBackup {
  readonly verifiedAt: number;
  /** Of when the backup was. */
  readonly takenAt: number;
  /** Whether everything agreed. */
  readonly isWell: boolean;
}

/** What `backup verify --metrics` writes into the gateways' folder. */
const FILE = 'verified.prom';
const NAMES = {
  verifiedAt: 'backup_verified_seconds',
  takenAt: 'backup_verified_cut_seconds',
  isWell: 'backup_verified_ok',
} as const;

/** Undefined where there is no folder, nothing was verified yet, or the file says something else. */
export async function verifiedBackup(folder: string | undefined): Promise<VerifiedBackup | undefined> {
  if (folder === undefined) return undefined;
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
  const told = new Map(readMetrics(text).map(({ name, value }) => [name, value]));
  const [verifiedAt, takenAt, isWell] = Object.values(NAMES).map((name) => told.get(`ringvirkning_${name}`));
  if (verifiedAt === undefined || takenAt === undefined || isWell === undefined) return undefined;
  return { verifiedAt, takenAt, isWell: isWell === 1 };
}

/** Tells it on to whoever reads the gateway's metrics; nothing before the first one was verified. */
export function addBackupGauges(metrics: Metrics, folder: string | undefined): void {
  const gauge = (name: string, help: string, of: (backup: VerifiedBackup) => number): void =>
    metrics.gauge(name, help, [], async () => {
      const backup = await verifiedBackup(folder);
      return backup ? [{ value: of(backup) }] : [];
    });
  gauge(NAMES.verifiedAt, 'When a restore was verified last (Unix time)', ({ verifiedAt }) => verifiedAt);
  gauge(NAMES.takenAt, 'Of when the backup was that was verified last (Unix time)', ({ takenAt }) => takenAt);
  gauge(NAMES.isWell, 'Whether everything agreed', ({ isWell }) => Number(isWell));
}
