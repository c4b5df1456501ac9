import type { Sample } from '@ringvirkning/observability';
import type { VerifiedBackup } from './verified-backup.js';

/** How an instance stands now; null where nobody has told. Ages in seconds. */
export interface Standing {
  /** What never changes, and is not as it was sealed; of these, what of the ledger does not agree with itself. */
  readonly sealFindings: number | null;
  readonly ledgerFindings: number | null;
  /** Where services do not hold the same, seen twice. */
  readonly disagreements: number | null;
  /** Since the last probe began that has passed through all services. */
  readonly probeSeconds: number | null;
  readonly claimsWait: { readonly attest: number; readonly verify: number } | null;
  readonly runsWait: { readonly certify: number; readonly authorise: number } | null;
  readonly partners: readonly {
    readonly member: string;
    /** Messages to it without an outcome; null for ourselves. */
    readonly behind: number | null;
    readonly heardSeconds: number | null;
    readonly keyDays: number | null;
  }[];
  /** Days that are left of the certificates which people meet. */
  readonly certificates: readonly { readonly address: string; readonly days: number }[];
  /** Moments as ISO instants. */
  readonly backup: { readonly verifiedAt: string; readonly takenAt: string; readonly isWell: boolean } | null;
}

/** @param samples of all programs that answered. */
export function standingOf(samples: readonly Sample[], backup: VerifiedBackup | undefined): Standing {
  const of = (name: string): readonly Sample[] => samples.filter((sample) => sample.name === `ringvirkning_${name}`);
  const sum = (found: readonly Sample[]): number => found.reduce((total, { value }) => total + value, 0);
  const by = (name: string, label: string): ReadonlyMap<string, number> =>
    new Map(of(name).map(({ labels, value }) => [labels[label] ?? '', value]));
  const [behind, heard, keys] = ['partner_behind', 'partner_heard_seconds', 'partner_key_days'].map((name) =>
    by(name, 'member'),
  ) as [ReadonlyMap<string, number>, ReadonlyMap<string, number>, ReadonlyMap<string, number>];
  const waits = <Step extends string>(name: string, ...steps: readonly Step[]): Record<Step, number> | null => {
    const told = by(name, 'step');
    return told.size === 0
      ? null
      : (Object.fromEntries(steps.map((step) => [step, told.get(step) ?? 0])) as Record<Step, number>);
  };
  const sealed = of('seal_findings');
  const compared = of('comparison_findings');
  return {
    sealFindings: sealed.length === 0 ? null : sum(sealed),
    ledgerFindings: sealed.length === 0 ? null : sum(sealed.filter(({ labels }) => labels['code'] === 'books')),
    disagreements: compared.length === 0 ? null : sum(compared.filter(({ labels }) => labels['level'] === 'red')),
    probeSeconds: of('probe_seconds')[0]?.value ?? null,
    claimsWait: waits('claims_waiting_seconds', 'attest', 'verify'),
    runsWait: waits('runs_waiting_seconds', 'certify', 'authorise'),
    partners: [...new Set([...keys.keys(), ...behind.keys()])].map((member) => ({
      member,
      behind: behind.get(member) ?? null,
      heardSeconds: heard.get(member) ?? null,
      keyDays: keys.get(member) ?? null,
    })),
    certificates: [...by('certificate_days', 'address')].map(([address, days]) => ({ address, days })),
    backup: backup
      ? { verifiedAt: moment(backup.verifiedAt), takenAt: moment(backup.takenAt), isWell: backup.isWell }
      : null,
  };
}

const moment = (seconds: number): string => new Date(seconds * 1_000).toISOString();
