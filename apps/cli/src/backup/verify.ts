import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { removeCluster, StartProcess } from '@ringvirkning/embedded';
import { municipalityByInstance } from '@ringvirkning/reference';
import { Instance, NoAnswer } from '../operate/instance.js';
import { runningFrom } from '../operate/running.js';
import { verification, type Verification } from '../operate/verification.js';
import { recompute } from '../recompute/recompute.js';
import { recomputeSettlement } from '../recompute/settlement.js';
import { runningIn, superUrlIn } from '../site/embedded.js';
import type { OpenedBackup } from './opened.js';
import { idsIn } from './persistence/load.js';
import { restoreFolder, type Restored } from './restore.js';

/** What a trial restore found. */
export interface Verified {
  readonly format: 'ringvirkning-backup-verification/1';
  readonly backup: string;
  readonly digest: string;
  readonly takenAt: string;
  readonly verifiedAt: string;
  readonly restored: Restored;
  readonly payments: Recomputed;
  readonly settlements: Recomputed;
  /** Sealed logs, ledgers and the services against each other, as `ringvirkning verify` has them. */
  readonly books: Verification;
  readonly isWell: boolean;
}
export interface Recomputed {
  readonly of: number;
  readonly same: number;
  /** Those that are not, and why. */
  readonly others: readonly { readonly id: string; readonly why: string }[];
}

/** Messages are sent again to an empty broker, and consumers go on from where they were. */
const [PATIENCE_MS, PAUSE_MS] = [180_000, 1_000];

/**
 * Restores a backup into a place of its own, runs it there, and asks it everything: whether its books agree, and each payment run and settlement for what it takes
 * to compute it again. It has no line to a hub and sends mail to files; all of it is gone afterwards.
 * @param scratch folder below which the place is made; it needs as much room as the databases.
 */
export async function verifyBackup(
  backup: OpenedBackup,
  scratch: string | undefined,
  now: () => number,
  step: (done: number, of: number) => void,
): Promise<Verified> {
  const folder = mkdtempSync(join(scratch ?? tmpdir(), 'ringvirkning-verify-'));
  // The database server, which may be another user, passes.
  chmodSync(folder, 0o711);
  const data = join(folder, 'data');
  try {
    const restored = await restoreFolder(backup, data, true, (done) => step(done, STEPS));
    const process = await StartProcess.start(data, ['--no-seed', '--kommune', kommuneOf(backup.manifest.instance)]);
    try {
      const found = await examined(data, (done) => step(5 + done, STEPS));
      const { id, takenAt } = backup.manifest;
      return {
        ...{ format: 'ringvirkning-backup-verification/1', backup: id, digest: backup.digest, takenAt },
        ...{ verifiedAt: new Date(now()).toISOString(), restored, ...found },
        isWell: found.books.state === 'agrees' && isSame(found.payments) && isSame(found.settlements),
      };
    } finally {
      await process.stop();
    }
  } finally {
    if (existsSync(join(data, 'postgres'))) removeCluster(join(data, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Five databases, and what is asked of the instance that runs. */
const STEPS = 8;
const isSame = ({ of, same }: Recomputed): boolean => of === same;

/** @throws Error for an instance that is no municipality's. */
function kommuneOf(instance: string): string {
  const municipality = municipalityByInstance(instance);
  if (!municipality) throw new Error(`${instance} is no municipality's instance: restore it and look at it there`);
  return municipality.code;
}

async function examined(data: string, step: (done: number) => void) {
  const as = (who: string): Promise<Instance> => Instance.signIn({ ...runningFrom(data), OIDC_SCOPE: `user:${who}` });
  const books = await settled(await as('operator'));
  step(1);
  const controller = await as('controller');
  const superUrl = superUrlIn(data, runningIn(data)!.ports.postgres);
  const idsOf = (service: string, table: 'payment_run' | 'settlement'): Promise<string[]> =>
    idsIn(Object.assign(new URL(superUrl), { pathname: `/rv_${service}` }).href, table);
  const payments = await recomputed(await idsOf('payments', 'payment_run'), async (id) => {
    const bundle = await controller.file(`/api/payments/runs/${id}/bundle`);
    return recompute(id, bundle.toString('utf8')).differences;
  });
  step(2);
  const settlements = await recomputed(await idsOf('benefits', 'settlement'), async (id) => {
    const bundle = await controller.file(`/api/benefits/settlements/${id}/bundle`);
    return recomputeSettlement(id, bundle.toString('utf8')).differences;
  });
  return { books, payments, settlements };
}

/** Until services have heard each other, they cannot be compared. */
async function settled(operator: Instance): Promise<Verification> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const found = await verification(operator, () => undefined);
    if (found.state === 'agrees' || Date.now() > end) return found;
    await delay(PAUSE_MS);
  }
}

async function recomputed(
  ids: readonly string[],
  differencesOf: (id: string) => Promise<readonly { readonly path: string }[]>,
): Promise<Recomputed> {
  const others: { id: string; why: string }[] = [];
  for (const id of ids) {
    const why = await differencesOf(id).then(
      (differences) => differences.map(({ path }) => path).join(', '),
      // That one cannot be computed is told of that one; that nobody answers is told of all.
      (error: unknown) => (error instanceof NoAnswer || error instanceof Error ? error.message : String(error)),
    );
    if (why !== '') others.push({ id, why });
  }
  return { of: ids.length, same: ids.length - others.length, others };
}

/** The moments of the last verified restore, in the format that Prometheus' node exporter reads from files. */
export const metricsText = ({ takenAt, verifiedAt, payments, settlements, isWell }: Verified): string =>
  [
    ['ringvirkning_backup_verified_seconds', 'When a restore was verified last (Unix time)', seconds(verifiedAt)],
    ['ringvirkning_backup_verified_cut_seconds', 'Of when the backup was that was verified last', seconds(takenAt)],
    ['ringvirkning_backup_verified_ok', 'Whether everything agreed', Number(isWell)],
    [
      'ringvirkning_backup_recomputed',
      'Payment runs and settlements that were computed again',
      payments.of + settlements.of,
    ],
  ]
    .flatMap(([name, help, value]) => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`, ''])
    .join('\n');

const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000);
