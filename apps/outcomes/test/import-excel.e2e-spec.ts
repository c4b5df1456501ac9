import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workbook } from '@ringvirkning/sheets';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const PDF = 'lejekontrakt æøå.pdf';
const HEAD = ['Borger', 'Resultat', 'Dato', 'Henvist', 'Dokumentation', 'Kilde'];

/** Days as a spreadsheet keeps them: numbers, shown as days by their style. */
function datedWorkbook(): Uint8Array {
  const columns = HEAD.map((title) => ({ title }));
  const rows = [['Bøk-1', 'move-in', 45_356, 45_323, PDF, 'dokument']];
  const parts = unzipSync(workbook([{ name: 'Rækker', columns, rows }]));
  const styles = strFromU8(parts['xl/styles.xml']!);
  const dated = styles.replace(/(<cellXfs[^>]*>)<xf\/>/, '$1<xf numFmtId="14" applyNumberFormat="1"/>');
  expect(dated).not.toBe(styles);
  parts['xl/styles.xml'] = strToU8(dated);
  return zipSync(parts);
}

describe('a workbook of a Danish supplier, in an archive with its evidence', () => {
  it('is looked through and taken: Danish heads, days as numbers, æ, ø and å in keys and in names of files', async () => {
    const contractId = await world.contract({ evidence: true });
    const archive = Buffer.from(zipSync({ 'rækker.xlsx': datedWorkbook(), [PDF]: strToU8('%PDF-1.4 lease') }));
    const send = (mode: string) => world.import('fatima', contractId, archive, 'application/zip', `mode=${mode}`);
    expect(await send('preview')).toMatchObject({
      status: 201,
      body: { rows: 1, accepted: 1, enrolled: 1, errors: [] },
    });
    expect(await send('claim')).toMatchObject({ status: 201, body: { rows: 1, accepted: 1, enrolled: 1, errors: [] } });
    expect(
      await world.rows(
        'SELECT achieved_on::text AS on, referred_on::text AS referred, external_key AS key FROM claim JOIN participant USING (participant_id) WHERE claim.contract_id = $1',
        [contractId],
      ),
    ).toEqual([{ on: '2024-03-05', referred: '2024-02-01', key: 'Bøk-1' }]);
  });
});
