import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { nameOf } from '../partnership/names.js';
import { usePartnership } from '../partnership/queries.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { levels, type Level } from './watch-figures.js';
import type { Standing } from './watch.js';

interface Row {
  readonly id: string;
  readonly about: string;
  readonly says: string;
  /** Null: nothing to judge. */
  readonly level: Level | null;
}

/** Whether the books are whole, who waits, and how partners, keys and backups are; judged as the alert rules do. */
export function StandingTable({ standing }: { readonly standing: Standing }) {
  const { t } = useText();
  const rows = useRows(standing);
  return (
    <Table
      caption={t('watch.standing')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'about', title: t('watch.about'), heading: true, cell: ({ about }) => about },
        {
          key: 'level',
          title: t('ops.state'),
          cell: ({ level }) => (level === null ? '–' : <Badge state={level}>{t(`watch.level.${level}`)}</Badge>),
        },
        { key: 'says', title: t('watch.says'), cell: ({ says }) => says },
      ]}
    />
  );
}

function useRows(standing: Standing): readonly Row[] {
  const { t, count, age } = useText();
  const { sealFindings, ledgerFindings, disagreements, probeSeconds: probe, certificates } = standing;
  const found = (id: 'seal' | 'ledger' | 'agree', findings: number | null): Row => ({
    ...{ id, about: t(`watch.${id}`), level: findings === null ? null : levels.found(findings) },
    says:
      findings === null ? t('watch.unknown') : t(findings === 0 ? `watch.${id}.well` : 'watch.findings', { findings }),
  });
  return [
    found('ledger', ledgerFindings),
    found('seal', sealFindings),
    found('agree', disagreements),
    {
      ...{ id: 'probe', about: t('watch.probe'), level: probe === null ? null : levels.probe(probe) },
      says: probe === null ? t('watch.unknown') : t('watch.probe.passed', { ago: age(probe) }),
    },
    ...useWaitRows(standing),
    ...usePartnerRows(standing),
    ...certificates.map(({ address, days }) => ({
      ...{ id: `certificate ${address}`, about: t('watch.certificate', { address }), level: levels.certificate(days) },
      says: t('watch.certificate.days', { days: count(Math.floor(days)) }),
    })),
    useBackupRow(standing),
  ];
}

function useWaitRows({ claimsWait, runsWait }: Standing): readonly Row[] {
  const { t, age } = useText();
  const wait = (seconds: number): string => (seconds === 0 ? t('watch.nobody') : age(seconds));
  return [
    {
      ...{ id: 'claims', about: t('watch.claims'), level: claimsWait && levels.claims(claimsWait) },
      says: claimsWait
        ? t('watch.claims.wait', { attest: wait(claimsWait.attest), verify: wait(claimsWait.verify) })
        : t('watch.unknown'),
    },
    {
      ...{ id: 'runs', about: t('watch.runs'), level: null },
      says: runsWait
        ? t('watch.runs.wait', { certify: wait(runsWait.certify), authorise: wait(runsWait.authorise) })
        : t('watch.unknown'),
    },
  ];
}

function usePartnerRows({ partners }: Standing): readonly Row[] {
  const { t, age, count } = useText();
  const may = useMay();
  const { data } = usePartnership(may('partnership.read'));
  return partners.map((partner) => {
    const { member, behind, heardSeconds, keyDays } = partner;
    const says = [
      ...(behind === null ? [] : [t('watch.behind', { behind: count(behind) })]),
      ...(heardSeconds === null ? [] : [t('watch.heard', { ago: age(heardSeconds) })]),
      ...(keyDays === null ? [] : [t('watch.key', { days: count(Math.floor(keyDays)) })]),
    ];
    // Ourselves we neither write to nor hear.
    const about = behind === null ? t('watch.own') : t('watch.partner', { name: nameOf(data?.members ?? [], member) });
    return { id: `partner ${member}`, about, level: levels.partner(partner), says: says.join(' ') };
  });
}

function useBackupRow({ backup }: Standing): Row {
  const { t, instant } = useText();
  const says = !backup
    ? t('watch.backup.never')
    : t(backup.isWell ? 'watch.backup.well' : 'watch.backup.differs', {
        taken: instant(backup.takenAt),
        verified: instant(backup.verifiedAt),
      });
  return { id: 'backup', about: t('watch.backup'), level: levels.backup(backup, Date.now()), says };
}
