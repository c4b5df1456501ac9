import type { Overview, SiloYear } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Amount, HiddenNote } from '../ui/values.js';

/** Who invested and who gained, per purse and budget year. */
export function SiloTable({ overview }: { readonly overview: Overview }) {
  const { t, say, word } = useText();
  const { currency, silos, totals, suppressed } = overview;
  const figure = (key: 'invested' | 'paid' | 'received' | 'gained' | 'net') => ({
    key, title: t(`silos.${key}`), figures: true, cell: (silo: SiloYear) => <Amount amount={silo[key]} currency={currency} signed={key === 'net'} />,
  });
  return (
    <>
      <Table
        caption={t('silos.caption')}
        captionHidden
        rows={silos}
        rowKey={({ silo, budgetYear }) => `${silo}-${budgetYear}`}
        empty={t('front.flowsEmpty')}
        columns={[
          { key: 'silo', title: t('silos.silo'), heading: true, cell: ({ name, treasury }) => <>{say(name)} <span className="cell-note">{word('treasury', treasury)}</span></> },
          { key: 'year', title: t('silos.year'), cell: ({ budgetYear }) => budgetYear },
          figure('invested'), figure('paid'), figure('received'), figure('gained'), figure('net'),
        ]}
        foot={
          <tr>
            <th scope="row" colSpan={2}>{t('table.total')}</th>
            {(['invested', 'paid', 'received', 'gained', 'net'] as const).map((key) => <td key={key} className="figures"><Amount amount={totals[key]} currency={currency} signed={key === 'net'} /></td>)}
          </tr>
        }
      />
      <HiddenNote when={suppressed} />
      <p className="note">{t('silos.netNote')}</p>
    </>
  );
}
