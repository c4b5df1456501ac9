import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { ImportReport } from '@ringvirkning/outcomes-api';
import { useContract } from '../api/queries.js';
import { useAction } from '../api/use-action.js';
import { termsOf } from '../contracts/terms-view.js';
import { BytesField } from '../files/file-fields.js';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { ErrorNotice, SuccessNotice } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { importTemplate, TEMPLATE_COLUMNS } from './import-template.js';

/** Many claims at once: good rows are taken in, each bad one is told with its row, column and reason. */
export function ImportPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  const contract = useContract(contractId);
  const action = useAction<ImportReport>();
  const [file, setFile] = useState<File>();
  const send = () =>
    file !== undefined &&
    action.mutate({
      path: `/api/outcomes/contracts/${contractId}/imports?mode=claim`,
      body: file,
      contentType: 'text/csv',
    });
  return (
    <Page
      title={t('import.title')}
      part={contract.data?.title}
      lead={
        <>
          <p>{t('import.intro')}</p>
          <p>
            <Link to={`/contracts/${contractId}/claims`}>{contract.data?.title ?? t('claims.title')}</Link>
          </p>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p>{t('import.columns', { columns: TEMPLATE_COLUMNS.join(', ') })}</p>
        {contract.data && (
          <p>
            <Template contract={contract.data} />
          </p>
        )}
        <BytesField label={t('import.file')} accept=".csv,text/csv" required choose={setFile} />
        <p>
          <button type="submit" className="button button-primary" disabled={action.isPending || file === undefined}>
            {t(action.isPending ? 'state.saving' : 'import.send')}
          </button>
        </p>
      </form>
      {action.error && <ErrorNotice error={action.error} focus />}
      {action.data && <Report report={action.data} />}
    </Page>
  );
}

function Template({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const address = `data:text/csv;charset=utf-8,${encodeURIComponent(importTemplate(termsOf(contract)))}`;
  return (
    <a href={address} download={`${contract.ref}.csv`}>
      {t('import.template')}
    </a>
  );
}

function Report({ report }: { readonly report: ImportReport }) {
  const { t, say } = useText();
  const { rows, accepted, refused, repeated, failed, enrolled, errors, errorsOmitted } = report;
  return (
    <>
      <SuccessNotice>{t('import.result', { rows, accepted, refused, repeated, failed, enrolled })}</SuccessNotice>
      {errors.length > 0 && (
        <Table
          caption={t('import.errors')}
          rows={errors}
          rowKey={(_, index) => String(index)}
          columns={[
            { key: 'row', title: t('import.row'), figures: true, cell: ({ row }) => row },
            { key: 'column', title: t('import.column'), cell: ({ column }) => (column ? <code>{column}</code> : '–') },
            { key: 'error', title: t('import.error'), heading: true, cell: (error) => say(error) },
          ]}
        />
      )}
      {errorsOmitted > 0 && <p>{t('import.omitted', { count: errorsOmitted })}</p>}
    </>
  );
}
