import { useState } from 'react';
import type { ImportedTransfers, Run, Transfers } from '@ringvirkning/payments-api';
import { useTransfers } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { FileField } from '../ui/forms.js';
import { ErrorNotice, Loaded, SuccessNotice } from '../ui/notices.js';
import { Amount, Facts } from '../ui/values.js';
import { RecordTransfer } from './record-transfer.js';
import { TransferTable } from './transfer-table.js';

/** What became of the money of one authorised run; who keeps the payments records it here. */
export function RunTransfers({ run }: { readonly run: Pick<Run, 'runId' | 'no' | 'contractRef'> }) {
  const { t } = useText();
  const may = useMay();
  const transfers = useTransfers(`runs/${run.runId}`);
  return (
    <Section title={t('transfer.title')}>
      <p className="note">{t('transfer.hint')}</p>
      <Loaded<Transfers> query={transfers}>
        {({ items, currency }) => (
          <>
            <TransferTable
              items={items}
              currency={currency}
              empty={t('transfer.none')}
              of={[run.contractRef, t('runs.run', { no: run.no })]}
            />
            {may('payments.record') && items.length > 0 && <RecordTransfer items={items} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** What became of the money of all runs of a contract, and a list read in. */
export function ContractTransfers({
  contractId,
  contractRef,
}: {
  readonly contractId: string;
  readonly contractRef: string;
}) {
  const { t } = useText();
  const may = useMay();
  const transfers = useTransfers(`contracts/${contractId}`);
  return (
    <Section title={t('transfer.title')}>
      <p className="note">{t('transfer.hint')}</p>
      <Loaded<Transfers> query={transfers}>
        {({ items, currency, totals }) => (
          <>
            {items.length > 0 && (
              <Facts
                figures
                items={(['toPay', 'paid', 'failed'] as const).map((state) => [
                  t(`transfer.${state}`),
                  <Amount key={state} amount={totals[state]} currency={currency} />,
                ])}
              />
            )}
            <TransferTable items={items} currency={currency} runs empty={t('transfer.noneYet')} of={[contractRef]} />
            {may('payments.record') && items.length > 0 && <ReadTransfers contractId={contractId} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function ReadTransfers({ contractId }: { readonly contractId: string }) {
  const { t, count } = useText();
  const action = useAction<ImportedTransfers>();
  const [file, setFile] = useState<File>();
  return (
    <form
      aria-label={t('transfer.import')}
      onSubmit={(event) => {
        event.preventDefault();
        if (file)
          action.mutate({
            path: `/api/payments/contracts/${contractId}/payments`,
            body: file,
            contentType: 'text/csv',
          });
      }}
    >
      <h3 className="h4">{t('transfer.import')}</h3>
      <FileField
        label={t('transfer.file')}
        hint={t('transfer.fileHint')}
        accept=".csv,text/csv"
        words={{ choose: t('act.chooseFile'), none: t('act.noFile') }}
        choose={setFile}
      />
      <button type="submit" className="button button-secondary" disabled={!file || action.isPending}>
        {t(action.isPending ? 'state.saving' : 'transfer.read')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
      {action.data && (
        <SuccessNotice>
          {t('transfer.readDone', { recorded: count(action.data.recorded), known: count(action.data.known) })}
        </SuccessNotice>
      )}
    </form>
  );
}
