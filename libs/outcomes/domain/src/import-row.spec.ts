import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IMPORT_COLUMNS, readImportRow, type ImportColumn } from './import-row.js';

const good = { participant: 'P-0000-0001', outcome: 'housed', achieved_on: '2026-01-31' };
const read = (change: Partial<Record<ImportColumn, string>>) => readImportRow({ ...good, ...change });
const faultsOf = (change: Partial<Record<ImportColumn, string>>): [string, string][] => {
  const result = read(change);
  return 'faults' in result
    ? result.faults.map(({ column, code }) => [column, code.replace('outcomes.cell-', '')])
    : [];
};

describe('a row of an import', () => {
  it('needs three cells', () =>
    expect(read({})).toMatchObject({
      row: {
        ...{ participant: 'P-0000-0001', outcome: 'housed', on: '2026-01-31' },
        quantity: '1',
        followUp: null,
        evidence: null,
      },
    }));
  it.each(['31-01-2026', '31.1.2026', '31/01/2026', ' 2026-01-31 '])('understands the date %j', (achieved_on) =>
    expect(read({ achieved_on })).toMatchObject({ row: { on: '2026-01-31' } }),
  );
  it('understands a decimal comma', () =>
    expect(read({ quantity: '1,5' })).toMatchObject({ row: { quantity: '1.5' } }));
  it.each<[Partial<Record<ImportColumn, string>>, [string, string][]]>([
    [{ participant: ' ' }, [['participant', 'missing']]],
    [{ achieved_on: '31-02-2026' }, [['achieved_on', 'not-a-date']]],
    [
      { outcome: 'Housed!', quantity: '-1' },
      [
        ['quantity', 'not-a-number'],
        ['outcome', 'not-a-code'],
      ],
    ],
    [{ evidence_source: 'register' }, [['evidence_digest', 'missing']]],
    [{ evidence_digest: 'ab'.repeat(32) }, [['evidence_source', 'missing']]],
    [{ evidence_digest: 'x', evidence_source: 'register' }, [['evidence_digest', 'not-a-digest']]],
    [{ evidence_digest: 'ab'.repeat(32), evidence_source: 'hearsay' }, [['evidence_source', 'not-a-source']]],
    [{ participant: '010190-1234' }, [['participant', 'holds-cpr']]],
    [{ external_ref: 'sag 0101901234' }, [['external_ref', 'holds-cpr']]],
    [{ external_ref: 'x'.repeat(101) }, [['external_ref', 'too-long']]],
  ])('with %j says %j', (change, faults) => expect(faultsOf(change)).toEqual(faults));
  it('is read or blamed, whatever it holds, and never throws', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...IMPORT_COLUMNS), fc.string()), (cells) => {
        const result = readImportRow(cells);
        if ('faults' in result) expect(result.faults.length).toBeGreaterThan(0);
        else expect(result.row.participant).not.toBe('');
      }),
    ));
});
