import type { MovedCitizen } from '@ringvirkning/payments-api';
import { useMovedCitizens } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { moveRefusalTexts } from '../i18n/move-refusal-texts.js';
import { movedTexts } from '../i18n/moved-texts.js';
import { Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { ActionButton } from '../ui/action.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Amount, Badge } from '../ui/values.js';

addTexts(movedTexts);
addTexts(moveRefusalTexts);

/** The same of one contract that another municipality leads, as its tab. */
export function MovedTab() {
  const { contract } = useContractContext();
  return <MovedCitizens contractId={contract.id} />;
}

/** People for whom we pay since they moved here, and for whom we pay no longer: as far as we may know. */
export function MovedCitizens({ contractId }: { readonly contractId?: string }) {
  const { t } = useText();
  const moved = useMovedCitizens(contractId);
  return (
    <Section title={t('moved.title')}>
      <p className="note">{t('moved.intro')}</p>
      <Loaded query={moved}>
        {({ pages }) => <Moved citizens={pages.flatMap(({ items }) => items)} ofOne={contractId !== undefined} />}
      </Loaded>
      <More of={moved} />
    </Section>
  );
}

function Moved({ citizens, ofOne }: { readonly citizens: readonly MovedCitizen[]; readonly ofOne: boolean }) {
  const { t, say } = useText();
  const [days, prices] = [useDays(), usePrices()];
  const nameOf = ({ pseudonym, state }: MovedCitizen): string =>
    pseudonym ?? t(state === 'withdrawn' ? 'moved.taken' : 'moved.nameless');
  return (
    <Table
      caption={t('moved.title')}
      captionHidden
      rows={citizens}
      rowKey={({ from, participantId }) => `${from}-${participantId}`}
      empty={t('moved.none')}
      file={{ name: [t('contract.moved')] }}
      columns={[
        { key: 'citizen', title: t('moved.citizen'), heading: true, value: nameOf },
        !ofOne && {
          key: 'contract',
          title: t('moved.contract'),
          filter: true,
          value: ({ contractTitle, fromName }) => [contractTitle, fromName].filter(Boolean).join(', '),
        },
        {
          key: 'cohort',
          title: t('moved.cohort'),
          filter: true,
          value: ({ cohort, cohortName }) => (cohortName ? say(cohortName) : (cohort ?? undefined)),
        },
        {
          key: 'days',
          title: t('moved.days'),
          value: (citizen) => days(citizen),
          cell: (citizen) => <Days citizen={citizen} />,
        },
        {
          key: 'prices',
          title: t('moved.prices'),
          value: (citizen) => prices(citizen).join('; '),
          cell: (citizen) => prices(citizen).map((line) => <div key={line}>{line}</div>),
        },
        {
          key: 'most',
          title: t('moved.most'),
          value: ({ most, currency }) => (currency ? moneyOf(most ?? undefined, currency) : undefined),
          cell: ({ most, currency, prices }) =>
            currency &&
            prices.length > 0 &&
            (most ? <Amount amount={most} currency={currency} /> : t('moved.unlimited')),
        },
        {
          key: 'state',
          title: t('moved.state'),
          filter: true,
          value: ({ state }) => t(`movedState.${state}`),
          cell: ({ state, fault }) => (
            <>
              <Badge state={fault ? 'refused' : state}>{t(`movedState.${state}`)}</Badge>
              {fault && <span className="cell-note">{t(`movedFault.${fault}`)}</span>}
            </>
          ),
        },
        { key: 'heard', title: t('moved.heard'), value: ({ receivedAt }) => ({ at: receivedAt }) },
        { key: 'object', title: t('moved.object'), cell: (citizen) => <Objection citizen={citizen} /> },
      ]}
    />
  );
}

/** What was said against it, or what may be: what the terms show, and what only people know. */
function Objection({ citizen }: { readonly citizen: MovedCitizen }) {
  const { t, instant } = useText();
  const may = useMay();
  const { statementId, fromName: from, pseudonym, state, fault, objection } = citizen;
  if (objection) {
    const { at, byName: by, reason } = objection;
    const told = { at: instant(at), from, why: t(`movedFault.${reason}`) };
    return by ? t('moved.objectedBy', { ...told, by }) : t('moved.objected', told);
  }
  if (!may('payments.run') || state === 'withdrawn') return null;
  const reasons = [...(fault ? [fault] : []), 'not-moved-here', 'other-days'] as const;
  return (
    <span className="actions">
      {reasons.map((reason) => (
        <ActionButton
          key={reason}
          kind="tertiary"
          label={t(`moved.${reason}`)}
          about={pseudonym ?? undefined}
          ask={t('moved.objectAsk', { from, why: t(`movedFault.${reason}`) })}
          act={() => ({ path: `/api/payments/moved-citizens/${statementId}/objection`, body: { reason } })}
        />
      ))}
    </span>
  );
}

/** For which days we pay, in words. */
function useDays() {
  const { t, date } = useText();
  return ({ endsOn, periods }: Pick<MovedCitizen, 'endsOn' | 'periods'>): string =>
    [
      ...(endsOn ? [t('moved.until', { to: date(endsOn) })] : []),
      ...periods.map(({ from, to }) =>
        to ? t('moved.between', { from: date(from), to: date(to) }) : t('moved.from', { from: date(from) }),
      ),
    ].join('; ') || t('moved.noDays');
}

/** With what was told before, so that a correction is seen as one. */
function Days({ citizen }: { readonly citizen: MovedCitizen }) {
  const { t, instant } = useText();
  const days = useDays();
  return (
    <>
      {days(citizen)}
      {citizen.earlier.map((before) => (
        <span key={before.receivedAt} className="cell-note">
          {t('moved.earlier', { at: instant(before.receivedAt), days: days(before) })}
        </span>
      ))}
    </>
  );
}

/** A line per outcome and follow-up. */
function usePrices() {
  const { t, say, money } = useText();
  return ({ prices, currency }: MovedCitizen): string[] =>
    prices.map(({ outcome, outcomeName, followUp, followUpName, per, price }) => {
      const point = followUpName ? say(followUpName) : followUp;
      const what = [outcomeName ? say(outcomeName) : outcome, point].filter(Boolean).join(', ');
      const amount = price ? money(price, currency!) : t('moved.measured');
      return `${per === 'unit' ? t('moved.perUnit', { what }) : what}: ${amount}`;
    });
}
