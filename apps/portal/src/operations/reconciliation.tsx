import { useText } from '../i18n/i18n.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { useReconciliation, type Comparison, type Reconciliation, type ServiceOperations } from './operations.js';

const TONE: Readonly<Record<Comparison['state'], string>> = {
  agrees: 'up',
  'on-its-way': 'info',
  'put-aside': 'degraded',
  restored: 'down',
  differs: 'down',
};

/** Whether the services say the same of what they have told each other; asked for less often than the rest, since all of it is counted each time. */
export function ReconciliationTable({ services }: { readonly services: readonly ServiceOperations[] }) {
  const { t, word, instant } = useText();
  const reconciliation = useReconciliation();
  const looked = services.flatMap(({ service, report }) =>
    report?.comparison?.checkedAt ? `${word('service', service)} ${instant(report.comparison.checkedAt)}` : [],
  );
  return (
    <>
      <p>{t('ops.reconciliationIntro')}</p>
      {looked.length > 0 && <p>{t('ops.byTheClock', { services: looked.join(', ') })}</p>}
      <Loaded<Reconciliation> query={reconciliation}>
        {({ comparisons, unanswered }) => (
          <>
            {unanswered.length > 0 && (
              <p className="note">
                {t('ops.unanswered', { services: unanswered.map((service) => word('service', service)).join(', ') })}
              </p>
            )}
            <Summed comparisons={comparisons} />
          </>
        )}
      </Loaded>
      <p>
        <button
          type="button"
          className="button button-secondary"
          disabled={reconciliation.isFetching}
          onClick={() => void reconciliation.refetch()}
        >
          {reconciliation.isFetching ? t('state.loading') : t('ops.compareNow')}
        </button>
      </p>
    </>
  );
}

/** What agrees is one line; what does not stands on its own. */
function Summed({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  const { t, count } = useText();
  const apart = comparisons.filter(({ state }) => state !== 'agrees');
  const agreeing = comparisons.filter(({ state }) => state === 'agrees');
  return (
    <>
      {apart.length > 0 && <Comparisons comparisons={apart} />}
      {agreeing.length > 0 && (
        <details className="source">
          <summary>
            <Badge state="up">{t('ops.comparison.agrees')}</Badge>{' '}
            {t('ops.agreeing', { agreeing: count(agreeing.length), all: count(comparisons.length) })}
          </summary>
          <Comparisons comparisons={agreeing} />
        </details>
      )}
    </>
  );
}

function Comparisons({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  const { t, word, count } = useText();
  return (
    <Table
      caption={t('ops.reconciliation')}
      captionHidden
      rows={comparisons}
      rowKey={({ kind, told, held }) => `${kind} ${told} ${held}`}
      columns={[
        { key: 'kind', title: t('ops.what'), heading: true, cell: ({ kind }) => word('ops.kind', kind) },
        { key: 'told', title: t('ops.told'), cell: ({ told }) => word('service', told) },
        { key: 'held', title: t('ops.held'), cell: ({ held }) => word('service', held) },
        { key: 'contracts', title: t('ops.contracts'), figures: true, cell: ({ contracts }) => count(contracts) },
        { key: 'waiting', title: t('ops.waiting'), figures: true, cell: ({ waiting }) => count(waiting) },
        {
          key: 'state',
          title: t('ops.state'),
          cell: ({ state, differing }) => (
            <>
              <Badge state={TONE[state]}>{t(`ops.comparison.${state}`)}</Badge>
              {differing.map(({ contractId, told, held, aside }) => (
                <span key={contractId} className="cell-note">
                  {t(aside > 0 ? 'ops.differenceAside' : 'ops.difference', {
                    contract: contractId,
                    told: count(told),
                    held: count(held),
                    aside: count(aside),
                  })}
                </span>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
