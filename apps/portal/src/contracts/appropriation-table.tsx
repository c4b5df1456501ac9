import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';
import { AppropriationForm } from './appropriation-form.js';
import { useNames } from './use-contract-context.js';

/** What is appropriated for a contract, and what this budget year lacks. */
export function AppropriationTable({ contract }: { readonly contract: ContractDetails }) {
  const { t, money } = useText();
  const may = useMay();
  const { party } = useNames(contract);
  const { given, missing } = contract.appropriations;
  const rows = [
    ...given.map((one) => ({ ...one, worstCase: undefined })),
    ...missing.map(({ worstCase, ...one }) => ({
      ...one,
      id: `${one.payer}-${one.budgetYear}`,
      worstCase,
      amount: '',
    })),
  ];
  return (
    <>
      {rows.length > 0 && (
        <Table
          caption={t('sign.appropriationsCaption')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'payer', title: t('pay.payer'), heading: true, cell: ({ payer }) => party(payer) },
            { key: 'year', title: t('sign.year'), cell: ({ budgetYear }) => budgetYear },
            {
              key: 'amount',
              title: t('sign.amount'),
              figures: true,
              cell: ({ amount, worstCase }) =>
                worstCase === undefined ? (
                  <Amount amount={amount} currency={contract.currency} />
                ) : worstCase === '0' ? (
                  t('sign.noAppropriation')
                ) : (
                  t('sign.uncovered', { amount: money(worstCase, contract.currency) })
                ),
            },
          ]}
        />
      )}
      {contract.status !== 'ended' && may('contracts.activate') && (
        <AppropriationForm contract={contract} suggested={missing[0]} />
      )}
    </>
  );
}
