import type { IMPORT_COLUMNS } from '@ringvirkning/outcomes-api';
import type { Terms } from '@ringvirkning/terms-language';

/** The columns an import file may have, in the order of the template. */
export const TEMPLATE_COLUMNS = [
  'participant',
  'outcome',
  'follow_up',
  'achieved_on',
  'quantity',
  'evidence_digest',
  'evidence_source',
  'external_ref',
  'referred_on',
  'cohort',
  'group',
  'paying_municipality',
] as const satisfies typeof IMPORT_COLUMNS;

/** A file made for one contract: the header, and an example row for each outcome and follow-up. Opens in a Danish Excel (BOM, semicolon). */
export function importTemplate({ outcomes, verification }: Pick<Terms, 'outcomes' | 'verification'>): string {
  const source = verification.evidence.sources[0] ?? '';
  const rows = outcomes.flatMap(({ code, followUps }) =>
    (followUps ?? ['']).map((followUp) => ['P-XXXX-XXXX', code, followUp, '', '1', '', source, '', '', '', '', '']),
  );
  return `\ufeff${[TEMPLATE_COLUMNS, ...rows].map((row) => row.join(';')).join('\r\n')}\r\n`;
}
