import type { Currency } from '@ringvirkning/kernel';
import type { Excess, ExplanationLine, Run } from '@ringvirkning/payments-api';
import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Amount, Count } from '../ui/values.js';

interface ExplanationProps {
  readonly lines: readonly ExplanationLine[];
  readonly currency: Currency;
  readonly names: { outcome(code: string): string; followUp(code: string): string };
}

/** Verified results that earn nothing, with the reason; and what is worth a look. */
export function Remarks({ unpaid, flags, names }: Pick<Run, 'unpaid' | 'flags'> & Pick<ExplanationProps, 'names'>) {
  const { t, say, count } = useText();
  if (unpaid.length === 0 && flags.length === 0) return null;
  return (
    <ul className="remarks">
      {unpaid.map(({ reason, outcome, count: claims, sentence }) => (
        <li key={`${reason}-${outcome}`}>
          {sentence
            ? say(sentence)
            : t('pay.unpaid', {
                outcome: names.outcome(outcome),
                count: claims === null ? t('state.hidden') : count(claims),
              })}
        </li>
      ))}
      {flags.map((flag) => (
        <li key={flag.en}>{say(flag)}</li>
      ))}
    </ul>
  );
}

/** Every line says how its amount came about: rule, price, claims, caps, excess. */
export function ExplanationTable({ lines, currency, names }: ExplanationProps) {
  const { t, say, word, money } = useText();
  const excess = ({ step, amount }: Excess) =>
    t('pay.excessStep', {
      step: word('step', step),
      amount: amount === null ? t('state.hidden') : money(amount, currency),
    });
  return (
    <Table
      caption={t('pay.linesCaption')}
      captionHidden
      rows={lines}
      rowKey={({ id, budgetYear }) => `${id}-${budgetYear}`}
      columns={[
        {
          key: 'line',
          title: t('pay.line'),
          heading: true,
          cell: ({ outcome, followUp, sentence }) => (
            <>
              {names.outcome(outcome)}
              {followUp && ` – ${names.followUp(followUp)}`}
              {sentence && <span className="cell-note">{say(sentence)}</span>}
            </>
          ),
        },
        { key: 'year', title: t('pay.year'), cell: ({ budgetYear }) => budgetYear },
        { key: 'claims', title: t('pay.claims'), figures: true, cell: ({ claims }) => <Count count={claims} /> },
        {
          key: 'price',
          title: t('pay.price'),
          figures: true,
          cell: ({ price }) => <Amount amount={price ?? undefined} currency={currency} />,
        },
        {
          key: 'gross',
          title: t('pay.gross'),
          figures: true,
          cell: ({ gross }) => <Amount amount={gross} currency={currency} />,
        },
        {
          key: 'excess',
          title: t('pay.excess'),
          cell: ({ excess: steps }) =>
            steps.length === 0
              ? '–'
              : steps.map((one) => (
                  <span key={`${one.step}-${one.cap}`} className="cell-line">
                    {excess(one)}
                  </span>
                )),
        },
        {
          key: 'payable',
          title: t('pay.payable'),
          figures: true,
          cell: ({ payable }) => <Amount amount={payable} currency={currency} />,
        },
      ]}
    />
  );
}
