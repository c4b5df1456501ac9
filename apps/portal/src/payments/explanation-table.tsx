import type { Currency } from '@ringvirkning/kernel';
import type { Excess, ExplanationLine } from '@ringvirkning/payments-api';
import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Amount, Count } from '../ui/values.js';

interface ExplanationProps {
  readonly lines: readonly ExplanationLine[];
  readonly currency: Currency;
  readonly names: { outcome(code: string): string; followUp(code: string): string };
}

/** Every line says how its amount came about: rule, price, claims, caps, excess. */
export function ExplanationTable({ lines, currency, names }: ExplanationProps) {
  const { t, say, word, money } = useText();
  const excess = ({ step, amount }: Excess) => t('pay.excessStep', { step: word('step', step), amount: amount === null ? t('state.hidden') : money(amount, currency) });
  return (
    <Table
      caption={t('pay.linesCaption')}
      captionHidden
      rows={lines}
      rowKey={({ outcome, followUp, rule }) => `${outcome}-${followUp}-${rule}`}
      columns={[
        {
          key: 'line', title: t('pay.line'), heading: true,
          cell: ({ outcome, followUp, sentence }) => <>{names.outcome(outcome)}{followUp && ` – ${names.followUp(followUp)}`}{sentence && <span className="cell-note">{say(sentence)}</span>}</>,
        },
        { key: 'claims', title: t('pay.claims'), figures: true, cell: ({ claims }) => <Count count={claims} /> },
        { key: 'price', title: t('pay.price'), figures: true, cell: ({ price }) => <Amount amount={price ?? undefined} currency={currency} /> },
        { key: 'gross', title: t('pay.gross'), figures: true, cell: ({ gross }) => <Amount amount={gross} currency={currency} /> },
        { key: 'excess', title: t('pay.excess'), cell: ({ excess: steps }) => (steps.length === 0 ? '–' : steps.map((one) => <span key={one.step} className="cell-line">{excess(one)}</span>)) },
        { key: 'payable', title: t('pay.payable'), figures: true, cell: ({ payable }) => <Amount amount={payable} currency={currency} /> },
      ]}
    />
  );
}
