import { Link, useParams } from 'react-router';
import type { ImportReport } from '@ringvirkning/outcomes-api';
import { useContract } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { SuccessNotice } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { ChooseAndLook } from './choose-and-look.js';
import { Faults, ReturnedRows, Templates } from './looked-through.js';
import { useFileImport } from './use-file-import.js';

/** Many claims at once, with their evidence: a file is looked through before anything is stored, and then taken as it was looked through. */
export function ImportPage() {
  const { contractId = '' } = useParams();
  const { t, say, language } = useText();
  const contract = useContract(contractId).data;
  const name = contract && say(contract.titles);
  const address = `/api/outcomes/contracts/${contractId}/imports`;
  const work = useFileImport<ImportReport, ImportReport>({
    look: `${address}?mode=preview&language=${language}`,
    take: ({ digest }) => `${address}?mode=claim&digest=${digest}&language=${language}`,
  });
  const { looked, taken, working } = work;
  return (
    <Page
      title={t('import.title')}
      part={name}
      lead={
        <>
          <p>{t('import.intro')}</p>
          <p>
            <Link to={`/contracts/${contractId}/claims`}>{name ?? t('claims.title')}</Link>
          </p>
        </>
      }
    >
      <Section title={t('import.templates')}>
        <p>{t('import.templatesHint')}</p>
        <Templates path={`${address}/template`} />
      </Section>
      <Section title={t('import.choose')}>
        <ChooseAndLook work={work} hint={t('import.filesHint')} multiple />
      </Section>
      {looked && (
        <Section title={t('import.looked')}>
          <Summary report={looked} />
          <Details report={looked} />
          <p>
            <button
              type="button"
              className="button button-primary"
              disabled={working !== undefined || looked.accepted === 0}
              onClick={() => void work.take(looked)}
            >
              {t('import.take', { count: looked.accepted })}
            </button>{' '}
            {looked.accepted === 0 ? t('import.nothing') : t('import.takeHint')}
          </p>
        </Section>
      )}
      {taken && (
        <Section title={t('import.done')}>
          <Result report={taken} />
          <Details report={taken} />
        </Section>
      )}
    </Page>
  );
}

function Result({ report }: { readonly report: ImportReport }) {
  const { t } = useText();
  const { rows, accepted, refused, repeated, failed, enrolled } = report;
  return <SuccessNotice>{t('import.result', { rows, accepted, refused, repeated, failed, enrolled })}</SuccessNotice>;
}

/** What would become of the rows. */
function Summary({ report }: { readonly report: ImportReport }) {
  const { t } = useText();
  const { rows, accepted, refused, repeated, failed, differing, enrolled } = report;
  const lines = [
    ['accepted', accepted],
    ['repeated', repeated],
    ['differing', differing],
    ['wrong', refused + failed - differing],
    ['enrolled', enrolled],
  ] as const;
  return (
    <Table
      caption={t('import.summary', { rows })}
      rows={lines}
      rowKey={([key]) => key}
      columns={[
        { key: 'what', title: t('import.what'), heading: true, cell: ([key]) => t(`import.${key}`) },
        { key: 'count', title: t('import.count'), figures: true, value: ([, count]) => count },
      ]}
    />
  );
}

function Details({ report }: { readonly report: ImportReport }) {
  const { t, say } = useText();
  const { errors, errorsOmitted, files, returned } = report;
  return (
    <>
      <Faults faults={errors} omitted={errorsOmitted} />
      <ReturnedRows returned={returned} />
      {files.length > 0 && (
        <Table
          caption={t('import.files')}
          rows={files}
          rowKey={({ name, code }) => `${name} ${code}`}
          columns={[
            { key: 'name', title: t('import.fileName'), heading: true, cell: ({ name }) => name },
            { key: 'why', title: t('import.error'), cell: (file) => say(file) },
          ]}
        />
      )}
    </>
  );
}
