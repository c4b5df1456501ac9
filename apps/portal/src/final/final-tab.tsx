import { useQuery } from '@tanstack/react-query';
import type { FinalFigures, FinalSettlement } from '@ringvirkning/payments-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { finalTexts } from '../i18n/final-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge, Facts } from '../ui/values.js';

addTexts(finalTexts);

const TONE = { open: 'draft', ready: 'info', certified: 'certified', settled: 'ended' } as const;

/** The final settlement of a contract: what is against it, what it comes to, and the two signatures with which the contract has ended. */
export function FinalTab() {
  const { t } = useText();
  const { contract } = useContractContext();
  const path = `/api/payments/contracts/${contract.id}/final-settlement`;
  const settlement = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<FinalSettlement>(path, signal) });
  return (
    <Section title={t('final.title')}>
      <p>{t('final.lead')}</p>
      {contract.joint?.isLedHere === false && <p className="note">{t('final.ofPart')}</p>}
      <Loaded<FinalSettlement> query={settlement}>{(data) => <Settlement data={data} path={path} />}</Loaded>
    </Section>
  );
}

function Settlement({ data, path }: { readonly data: FinalSettlement; readonly path: string }) {
  const { t, date, language } = useText();
  const { status, reasons, returned, settledOn, figures, digest } = data;
  return (
    <>
      <p>
        <Badge state={TONE[status]}>{t(`final.status.${status}`)}</Badge>
      </p>
      {settledOn && <p>{t(status === 'settled' ? 'final.settled' : 'final.again', { date: date(settledOn) })}</p>}
      {reasons.length > 0 && (
        <>
          <h3>{t('final.reasons')}</h3>
          <ul>
            {reasons.map((reason) => (
              <li key={reason.code}>{reason[language]}</li>
            ))}
          </ul>
        </>
      )}
      {returned > 0 && <p className="note">{t('final.returned', { count: returned })}</p>}
      {figures ? <Figures figures={figures} of={[data.contractRef, t('final.title')]} /> : <p>{t('final.told')}</p>}
      <Signatures data={data} />
      {digest && (
        <p className="note digest">
          {t('final.digest')}: <code>{digest}</code>
        </p>
      )}
      <Steps data={data} path={path} />
    </>
  );
}

function Figures({ figures, of }: { readonly figures: FinalFigures; readonly of: readonly string[] }) {
  const { t, date } = useText();
  const { contract } = useContractContext();
  const { currency, lastDay, upto, payments, capital, years } = figures;
  const money = <R,>(key: keyof R & string, title: string) => ({
    key,
    title,
    total: true,
    value: (row: R) => moneyOf((row[key] ?? undefined) as string | undefined, currency),
  });
  const isCopy = contract.joint?.isLedHere === false;
  return (
    <>
      <Facts
        items={[
          [t('final.lastDay'), date(lastDay)],
          [t(isCopy ? 'final.uptoClaim' : 'final.upto'), upto === null ? '–' : String(upto)],
        ]}
      />
      <h3>{t('final.payments')}</h3>
      <p className="note">{t('final.remainingHint')}</p>
      <Table
        caption={t('final.payments')}
        captionHidden
        empty={t('final.paymentsNone')}
        file={{ name: [...of, t('final.payments')] }}
        rows={payments}
        rowKey={({ payer, payee }) => `${payer} ${payee}`}
        columns={[
          { key: 'payer', title: t('final.payer'), heading: true, value: ({ payerName }) => payerName },
          { key: 'payee', title: t('final.payee'), value: ({ payeeName }) => payeeName },
          money('authorised', t('final.authorised')),
          money('moved', t('final.moved')),
          money('remaining', t('final.remaining')),
        ]}
      />
      {capital.length > 0 && (
        <>
          <h3>{t('final.capital')}</h3>
          <Table
            caption={t('final.capital')}
            captionHidden
            file={{ name: [...of, t('final.capital')] }}
            rows={capital}
            rowKey={(row) => row.capital}
            columns={[
              { key: 'provider', title: t('final.provider'), heading: true, value: ({ partyName }) => partyName },
              money('drawn', t('final.drawn')),
              money('principal', t('final.principal')),
              money('return', t('final.return')),
              money('guaranteed', t('final.guaranteed')),
              money('lost', t('final.lost')),
            ]}
          />
        </>
      )}
      <h3>{t('final.years')}</h3>
      <p className="note">{t('final.unspentHint')}</p>
      <Table
        caption={t('final.years')}
        captionHidden
        empty={t('final.yearsNone')}
        file={{ name: [...of, t('final.years')] }}
        rows={years}
        rowKey={({ payer, budgetYear }) => `${budgetYear} ${payer}`}
        columns={[
          { key: 'year', title: t('final.year'), heading: true, value: ({ budgetYear }) => String(budgetYear) },
          { key: 'payer', title: t('final.payer'), value: ({ payerName }) => payerName },
          money('appropriated', t('final.appropriated')),
          money('spent', t('final.spent')),
          money('unspent', t('final.unspent')),
        ]}
      />
    </>
  );
}

function Signatures({ data: { certified, authorised, earlier } }: { readonly data: FinalSettlement }) {
  const { t, date, instant } = useText();
  if (!certified && !authorised && earlier.length === 0) return null;
  const signed = (by: FinalSettlement['certified']): string =>
    by ? t('final.signed', { name: by.name, at: instant(by.at) }) : '–';
  return (
    <>
      <h3>{t('final.signatures')}</h3>
      <Facts
        items={[
          [t('final.certifiedBy'), signed(certified)],
          [t('final.authorisedBy'), signed(authorised)],
          ...earlier.map(({ no, settledOn }): [string, string] => [
            t('final.earlier'),
            t('final.earlierOne', { no, date: date(settledOn) }),
          ]),
        ]}
      />
    </>
  );
}

function Steps({ data, path }: { readonly data: FinalSettlement; readonly path: string }) {
  const { t } = useText();
  const may = useMay();
  const { status, digest, contractRef: ref } = data;
  return (
    <p className="actions">
      {status === 'ready' && digest && may('payments.certify') && (
        <ActionButton
          kind="primary"
          label={t('final.certify')}
          ask={t('final.certifyAsk')}
          act={() => ({ path: `${path}/certification`, body: { shown: digest } })}
        />
      )}
      {status === 'certified' && may('payments.authorise') && (
        <ActionButton
          kind="primary"
          label={t('final.authorise')}
          ask={t('final.authoriseAsk', { ref })}
          act={() => ({ path: `${path}/authorisation` })}
        />
      )}
    </p>
  );
}
