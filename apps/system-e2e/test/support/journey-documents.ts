import { edited, exampleTerms } from '@ringvirkning/seed';

export const REF = 'AAR-UH-BROWSER';
export const TITLE = {
  da: 'Unge hjemløse i Aarhus – aftalt i browseren',
  en: 'Young homeless people in Aarhus – agreed in the browser',
};

/** The Aarhus agreement with St Basils as its supplier, so that supplier and authority are different people. */
export const JOURNEY_TERMS = edited(exampleTerms('aarhus-young-homeless'), [
  [['ref'], REF],
  [['title'], TITLE],
  [
    ['parties', 0, 'roles'],
    ['authority', 'payer'],
  ],
  [
    ['parties', 5],
    { id: 'st-basils', name: 'St Basils', kind: 'supplier', organisation: 'st-basils', roles: ['supplier'] },
  ],
]);

/** The same with a price that is no number, and where that stands. */
export function wrongTerms(): { readonly text: string; readonly line: number; readonly column: number } {
  const text = JOURNEY_TERMS.replace('amount: 15000', 'amount: femten');
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes('femten'));
  return { text, line: line + 1, column: lines[line]!.indexOf('femten') + 1 };
}

const PEOPLE = ['ung-1', 'ung-2', 'ung-3', 'ung-4', 'ung-5', 'ung-6'];

/** Six people who moved in, and one row whose date does not exist. */
export const CLAIMS_CSV = [
  'participant;outcome;achieved_on;evidence_digest;evidence_source;external_ref;referred_on',
  ...PEOPLE.map(
    (person, index) =>
      `${person};moved-in;2025-03-${10 + index};${'ab'.repeat(32)};document;flyttet-${person};2025-01-15`,
  ),
  `ung-7;moved-in;2025-02-30;${'ab'.repeat(32)};document;flyttet-ung-7;2025-01-15`,
].join('\r\n');
