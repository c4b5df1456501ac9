import { useEffect, useState } from 'react';
import type { ImportReport } from '@ringvirkning/outcomes-api';
import { FACT_NAMES } from '@ringvirkning/reading';
import { addTexts, useText } from '../i18n/i18n.js';
import { importTexts } from '../i18n/import-texts.js';
import { Table } from '../ui/table.js';

addTexts(importTexts);

interface Fault {
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly da: string;
  readonly en: string;
}

/** Rows that are not taken as they are, each with its column and what to write instead. */
export function Faults({ faults, omitted = 0 }: { readonly faults: readonly Fault[]; readonly omitted?: number }) {
  const { t, say, language } = useText();
  if (faults.length === 0) return null;
  const nameOf = (column: string): string =>
    language === 'da' ? ((FACT_NAMES as Readonly<Record<string, string>>)[column] ?? column) : column;
  return (
    <>
      <Table
        caption={t('import.errors')}
        rows={faults}
        fold
        rowKey={(_, index) => String(index)}
        columns={[
          { key: 'row', title: t('import.row'), figures: true, cell: ({ row }) => row ?? '–' },
          { key: 'column', title: t('import.column'), cell: ({ column }) => (column ? nameOf(column) : '–') },
          { key: 'error', title: t('import.error'), heading: true, cell: (fault) => say(fault) },
        ]}
      />
      {omitted > 0 && <p>{t('import.omitted', { count: omitted })}</p>}
    </>
  );
}

/** A file of the rows to mend. */
export function ReturnedRows({ returned }: { readonly returned: ImportReport['returned'] }) {
  const { t, count } = useText();
  const [address, setAddress] = useState<string>();
  const text = returned?.text;
  useEffect(() => {
    if (text === undefined) return undefined;
    const made = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  if (!returned) return null;
  return (
    <p>
      <a className="button button-secondary" href={address} download={`${t('import.returnedName')}.csv`}>
        {t('import.returned', { rows: count(returned.rows) })}
      </a>{' '}
      {t('import.returnedHint')}{' '}
      {returned.omitted > 0 && t('import.returnedOmitted', { rows: count(returned.omitted) })}
    </p>
  );
}

/** Templates that the service makes for this contract. */
export function Templates({ path }: { readonly path: string }) {
  const { t, language } = useText();
  return (
    <p className="template-links">
      {(['xlsx', 'csv'] as const).map((as) => (
        <a key={as} className="button button-secondary" href={`${path}?as=${as}&language=${language}`} download>
          {t(`import.template.${as}`)}
        </a>
      ))}
    </p>
  );
}
