import type { EnrolledMany, EnrolmentPreview } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { SuccessNotice } from '../ui/notices.js';
import { ChooseAndLook } from './choose-and-look.js';
import { Faults, ReturnedRows, Templates } from './looked-through.js';
import { useFileImport } from './use-file-import.js';

/** The people of a file: looked through first, and then all of them, or nobody. */
export function EnrolFile({ contractId }: { readonly contractId: string }) {
  const { t, language } = useText();
  const address = `/api/outcomes/contracts/${contractId}/enrolments`;
  const work = useFileImport<EnrolmentPreview, EnrolledMany>({
    look: `${address}/preview?language=${language}`,
    take: () => address,
  });
  const { looked, taken, working } = work;
  const unusual = (looked ?? taken)?.warnings ?? [];
  return (
    <>
      <p>{t('enrol.fileHint')}</p>
      <Templates path={`${address}/template`} />
      <ChooseAndLook work={work} hint={t('import.fileHint')} accept=".csv,.xlsx,text/csv" multiple={false} />
      {looked && (
        <>
          <p role="status">{t('enrol.looked', { rows: looked.rows, good: looked.good })}</p>
          <Faults faults={looked.errors.map(({ path, ...fault }) => ({ ...fault, column: path }))} />
          <ReturnedRows returned={looked.returned} />
        </>
      )}
      {taken && <SuccessNotice>{t('enrol.doneMany', { count: taken.enrolled })}</SuccessNotice>}
      {unusual.length > 0 && <p>{unusual.map(({ row }) => t('enrol.check', { row })).join(' ')}</p>}
      {looked && (
        <p>
          <button
            type="button"
            className="button button-primary"
            disabled={working !== undefined || looked.good < looked.rows || looked.rows === 0}
            onClick={() => void work.take(looked)}
          >
            {t('enrol.sendMany', { count: looked.rows })}
          </button>
        </p>
      )}
    </>
  );
}
