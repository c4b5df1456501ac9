import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { usePartnership } from '../partnership/queries.js';
import { ActionButton } from '../ui/action.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import type { ServiceOperations } from './operations.js';

interface Row {
  readonly id: string;
  readonly service: string;
  readonly level: 'amber' | 'red';
  readonly what: ReactNode;
  readonly mend: boolean;
}

/** What somebody should look at, and what does not go on until somebody acts. */
export function Attention({ services }: { readonly services: readonly ServiceOperations[] }) {
  const { t, language, instant, word } = useText();
  const may = useMay();
  const ofPartnership = usePartnershipRows();
  const ofServices = services.flatMap(({ service, report }): Row[] => [
    ...(report?.messaging?.faults ?? []).map((fault, index) => ({
      id: `${service} ${fault.code} ${index}`,
      service,
      level: fault.level,
      what: fault[language],
      mend: fault.mend,
    })),
    ...(report?.seal?.findings ?? []).map(({ code, source, count, first }) => ({
      id: `${service} ${code} ${source}`,
      service,
      level: 'red' as const,
      what: t('ops.finding', { what: word('ops.sealFinding', code), source, count, first: first ?? '–' }),
      mend: false,
    })),
    ...(report?.comparison?.findings ?? []).map(({ level, kind, told, held, state, contractId, since }) => ({
      ...{ id: `${service} ${kind} ${told} ${contractId}`, service, level, mend: false },
      what: t('ops.compared', {
        ...{ what: word('ops.kind', kind), state: t(`ops.comparison.${state}`), contract: contractId },
        ...{ told: word('service', told), held: word('service', held), since: instant(since) },
      }),
    })),
    ...(report?.comparison?.silent ?? []).map(({ service: silent, since }) => ({
      ...{ id: `${service} ${silent}`, service, level: 'amber' as const, mend: false },
      what: t('ops.silent', { service: word('service', silent), since: instant(since) }),
    })),
    ...(report?.jobs ?? []).flatMap(({ name, failures }) =>
      failures.map(({ key, reason, attempts, since }) => ({
        id: `${service} ${name} ${key}`,
        service,
        level: 'amber' as const,
        what: t('ops.notDone', { job: name, key: key ?? '–', reason, attempts, since: instant(since) }),
        mend: false,
      })),
    ),
  ]);
  return (
    <Table
      caption={t('ops.attention')}
      captionHidden
      rows={[...ofServices, ...ofPartnership]}
      rowKey={({ id }) => id}
      empty={t('ops.noFault')}
      columns={[
        { key: 'service', title: t('ops.service'), heading: true, value: ({ service }) => word('service', service) },
        {
          key: 'level',
          title: t('ops.state'),
          cell: ({ level }) => <Badge state={level === 'red' ? 'down' : 'degraded'}>{t(`ops.${level}`)}</Badge>,
        },
        { key: 'what', title: t('ops.what'), cell: ({ what }) => what },
        may('operations.operate') && {
          key: 'act',
          title: t('table.actions'),
          cell: ({ mend, service }) =>
            mend && (
              <ActionButton
                label={t('ops.mend')}
                about={word('service', service)}
                ask={t('ops.mendAsk', { service: word('service', service) })}
                act={() => ({ path: `/api/${service}/operations/messaging/mending` })}
              />
            ),
        },
      ]}
    />
  );
}

/** The problems that the page of the partnership shows, with the way to the partner that one is with. */
function usePartnershipRows(): Row[] {
  const { t, say } = useText();
  const may = useMay();
  const { data } = usePartnership(may('partnership.read'));
  if (!data) return [];
  const placeOf = (member: string | null): string =>
    member === null || member === data.me.id ? '/partnership' : `/partnership/members/${member}`;
  return data.problems.map((problem) => ({
    id: `partnership ${problem.code} ${problem.member}`,
    service: 'partnership',
    level: problem.level,
    what: (
      <>
        {say(problem)} <Link to={placeOf(problem.member)}>{t('ops.see')}</Link>
      </>
    ),
    mend: false,
  }));
}
