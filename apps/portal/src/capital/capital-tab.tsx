import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { CapitalFactView, ContractCapital } from '@ringvirkning/payments-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { capitalTexts } from '../i18n/capital-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { runTexts } from '../i18n/run-texts.js';
import { transferTexts } from '../i18n/transfer-texts.js';
import { Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { KeyFigures, PositionTable, QuarterTable } from './positions.js';
import { RecordCapital } from './record-capital.js';
import { ownOf } from './totals.js';

addTexts(capitalTexts);
addTexts(runTexts);
addTexts(transferTexts);

/** The capital of a contract: for its investors what comes next, for who keeps the books also what was recorded, and the way to record. */
export function CapitalTab() {
  const { t } = useText();
  const may = useMay();
  const { contract } = useContractContext();
  const path = `/api/payments/contracts/${contract.id}/capital`;
  const capital = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<ContractCapital>(path, signal) });
  return (
    <Loaded<ContractCapital> query={capital}>
      {(data) => (
        <>
          <Section title={t('cap.title')}>
            <p>{t('cap.intro')}</p>
            <KeyFigures positions={ownOf(data.positions)} currency={data.currency} />
            <Told {...data} />
            <PositionTable
              rows={data.positions.map((position) => ({ ...position, currency: data.currency }))}
              of={[data.contractRef]}
            />
            <p className="note">{t('cap.expectedHint')}</p>
            <p>
              <Link to={`/contracts/${contract.id}/payments`}>{t('cap.goals')}</Link>
            </p>
          </Section>
          <Section title={t('cap.quarters')}>
            <p className="note">{t('cap.quartersHint')}</p>
            <QuarterTable quarters={data.quarters} currency={data.currency} of={[data.contractRef]} />
          </Section>
          {data.publishedUpto === null && <Facts {...data} />}
          {may('payments.record') && <RecordCapital {...data} />}
        </>
      )}
    </Loaded>
  );
}

/** Up to where outsiders are told. */
function Told({ publishedUpto, isBehind }: ContractCapital) {
  const { t } = useText();
  if (publishedUpto === null) return null;
  return (
    <>
      <p className="note">{publishedUpto === 0 ? t('cap.publishedNone') : t('cap.published', { no: publishedUpto })}</p>
      {isBehind && <p className="note">{t('cap.behind')}</p>}
    </>
  );
}

function Facts({ facts, positions, contractId, contractRef, currency }: ContractCapital) {
  const { t, instant, money } = useText();
  const may = useMay();
  const latest = facts.find(({ stands }) => stands);
  const nameOf = (name: string): string => {
    const position = positions.find(({ capital }) => capital === name);
    return position ? `${position.partyName}, ${t(`capital.${position.kind}`)}` : name;
  };
  const whatOf = ({ type, takes }: CapitalFactView) => t(`cap.type.${type}`, { place: takes ?? '' });
  const bookedOf = ({ movements }: CapitalFactView): string =>
    movements
      .map(({ capital, kind, amount }) => `${nameOf(capital)}: ${money(amount, currency)} ${t(`cap.move.${kind}`)}`)
      .join(' · ');
  return (
    <Section title={t('cap.facts')}>
      <Table
        caption={t('cap.facts')}
        captionHidden
        file={{ name: [contractRef, t('cap.facts')] }}
        empty={t('cap.factsNone')}
        rows={facts}
        rowKey={({ factId }) => factId}
        columns={[
          { key: 'place', title: t('cap.line'), heading: true, value: ({ place }) => place },
          { key: 'on', title: t('cap.on'), value: ({ on }) => (on === null ? undefined : { day: on }) },
          { key: 'what', title: t('cap.what'), filter: true, value: whatOf },
          { key: 'amount', title: t('sign.amount'), value: ({ amount }) => moneyOf(amount ?? undefined, currency) },
          { key: 'moved', title: t('cap.moved'), value: bookedOf },
          {
            key: 'run',
            title: t('runs.no'),
            value: ({ runNo }) => (runNo === null ? undefined : t('cap.run', { no: runNo })),
            cell: ({ runId, runNo }) =>
              runId !== null &&
              runNo !== null && (
                <Link to={`/contracts/${contractId}/payments/${runId}`}>{t('cap.run', { no: runNo })}</Link>
              ),
          },
          { key: 'reference', title: t('cap.reference'), value: ({ reference }) => reference ?? undefined },
          { key: 'reason', title: t('cap.reason'), value: ({ reason }) => reason ?? undefined },
          {
            key: 'by',
            title: t('transfer.by'),
            value: ({ recorded: { name: by, at } }) => t('transfer.signed', { by, at: instant(at) }),
          },
          may('payments.record') && {
            key: 'act',
            title: t('table.actions'),
            cell: (fact) =>
              fact.place === latest?.place && (
                <ActionButton
                  kind="tertiary"
                  label={t('cap.withdraw')}
                  about={whatOf(fact)}
                  text="reason"
                  act={(reason) => ({
                    path: `/api/payments/contracts/${contractId}/capital/withdrawal`,
                    body: { place: fact.place, reason },
                  })}
                />
              ),
          },
        ]}
      />
    </Section>
  );
}
