import { describe, expect, it } from '@jest/globals';
import { IMPORT_COLUMNS } from '@ringvirkning/outcomes-api';
import { outcome } from '@ringvirkning/terms-language';
import { importTemplate, TEMPLATE_COLUMNS } from './import-template.js';

describe('the import template of a contract', () => {
  const lines = importTemplate({
    verification: { objectionDays: 0, evidence: { required: true, sources: ['register'] } },
    outcomes: [
      outcome.parse({ code: 'home', kind: 'reached', name: { da: 'H', en: 'H' }, followUps: ['m3', 'm6'] }),
      outcome.parse({ code: 'job', kind: 'reached', name: { da: 'J', en: 'J' } }),
    ],
  })
    .slice(1)
    .trimEnd()
    .split('\r\n');

  it('has the columns the service reads', () => {
    expect(TEMPLATE_COLUMNS).toEqual(IMPORT_COLUMNS);
    expect(lines[0]).toBe(IMPORT_COLUMNS.join(';'));
  });
  it('has a row for each outcome and follow-up, as wide as the header', () => {
    expect(lines.slice(1).map((line) => line.split(';').slice(1, 3))).toEqual([
      ['home', 'm3'],
      ['home', 'm6'],
      ['job', ''],
    ]);
    for (const line of lines) expect(line.split(';')).toHaveLength(IMPORT_COLUMNS.length);
  });
});
