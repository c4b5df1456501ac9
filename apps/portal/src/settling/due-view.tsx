import type { AgreementDue, AgreementSide, AgreementSimulation } from '@ringvirkning/benefits-api';
import type { Currency, Sentence } from '@ringvirkning/kernel';
import { addTexts, useText } from '../i18n/i18n.js';
import { settlingTexts } from '../i18n/settling-texts.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';

addTexts(settlingTexts);

type Sides = readonly Pick<AgreementSide, 'id' | 'name'>[];

/** The name of a side in the person's language. */
export function useSideName(sides: Sides): (id: string) => string {
  const { say } = useText();
  return (id) => {
    const side = sides.find((each) => each.id === id);
    return side ? say(side.name) : id;
  };
}

/** Who is to pay whom, set off, in one sentence each. */
export function Netted({
  due,
  sides,
}: {
  readonly due: Pick<AgreementDue, 'netted' | 'currency'>;
  readonly sides: Sides;
}) {
  const { t, money } = useText();
  const name = useSideName(sides);
  if (due.netted.length === 0) return <p>{t('share.nothingDue')}</p>;
  return due.netted.map(({ from, to, amount }) => (
    <p key={`${from} ${to}`} className="lead">
      {t('share.pays', { from: name(from), to: name(to) })}: <strong>{money(amount, due.currency)}</strong>
    </p>
  ));
}

interface TransfersProps {
  readonly transfers: AgreementDue['due'];
  readonly currency: Currency;
  readonly sides: Sides;
  readonly of: readonly string[];
}

/** Every transfer with its reason. */
export function Transfers({ transfers, currency, sides, of }: TransfersProps) {
  const { t, say } = useText();
  const name = useSideName(sides);
  return (
    <Table
      caption={t('share.transfers')}
      captionHidden
      rows={transfers}
      empty={t('share.nothingDue')}
      file={{ name: [...of, t('share.transfers')] }}
      rowKey={({ step, from, to, year }) => `${step} ${from} ${to} ${year}`}
      columns={[
        { key: 'year', title: t('share.year'), heading: true, value: ({ year }) => String(year) },
        { key: 'from', title: t('share.from'), value: ({ from }) => name(from) },
        { key: 'to', title: t('share.to'), value: ({ to }) => name(to) },
        { key: 'amount', title: t('share.amount'), value: ({ amount }) => moneyOf(amount, currency) },
        { key: 'why', title: t('share.why'), value: ({ why }) => say(why) },
      ]}
    />
  );
}

/** What is proposed to the council: frames that change for good. */
export function Frames({
  due,
  sides,
}: {
  readonly due: Pick<AgreementDue, 'frames' | 'currency'>;
  readonly sides: Sides;
}) {
  const { t, say, money } = useText();
  const name = useSideName(sides);
  return due.frames.map(({ step, board, to, from, yearly, why }) => (
    <p key={step}>
      {t('share.frame', { board: name(board), year: from, amount: money(yearly, due.currency) })}{' '}
      {to !== null && t('share.frameTo', { to: name(to) })} {say(why)}
    </p>
  ));
}

export function Missing({ missing }: { readonly missing: AgreementDue['missing'] }) {
  const { t } = useText();
  const figures = missing.map(({ figure, year }) => `${figure} (${year})`).join(', ');
  return missing.length > 0 ? <p className="note">{t('share.missing', { figures })}</p> : null;
}

/** What an agreement would give, side by side and year by year. */
export function Simulated({ data, sides }: { readonly data: AgreementSimulation; readonly sides: Sides }) {
  const { t, say } = useText();
  const name = useSideName(sides);
  const figure = (key: 'gained' | 'gives' | 'gets', title: string) => ({
    key,
    title,
    value: (row: AgreementSimulation['years'][number]) => moneyOf(row[key], data.currency, { whole: true }),
  });
  return (
    <>
      <p className="note">{t('share.simulationHint')}</p>
      {data.losing.length > 0 && <p>{t('share.losing', { sides: data.losing.map(name).join(', ') })}</p>}
      {data.warnings.map((warning: Sentence) => (
        <p key={warning.en} className="note">
          {say(warning)}
        </p>
      ))}
      <Missing missing={data.missing} />
      <Table
        caption={t('share.simulation')}
        captionHidden
        rows={data.years.filter(({ gained, gives, gets }) => [gained, gives, gets].some((amount) => amount !== '0'))}
        empty={t('share.nothingDue')}
        file={{ name: [t('share.simulation')] }}
        rowKey={({ side, year }) => `${side} ${year}`}
        columns={[
          { key: 'side', title: t('share.side'), heading: true, filter: true, value: ({ side }) => name(side) },
          { key: 'year', title: t('share.year'), value: ({ year }) => String(year) },
          figure('gained', t('share.gained')),
          figure('gives', t('share.from')),
          figure('gets', t('share.to')),
        ]}
      />
      <Frames due={data} sides={sides} />
    </>
  );
}
