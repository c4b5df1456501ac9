import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { workbook, workbookRows, type SheetRow } from '@ringvirkning/sheets';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { look } from '../support/walk.js';

const CONTRACT = 'FCF-ST-BASILS';
const VIEWS = { wide: 'en', phone: 'en', judged: 'wide' } as const;
const ROWS = [
  'Borger;Resultat;Dato;Henvist;Dokumentation;Kilde',
  'import-1;moved-in;01-05-2017;01-12-2016;lease.pdf;dokument',
  'import-2;moved-in;31-04-2017;01-12-2016;lease.pdf;dokument',
  'import-3;moved-in;01-05-2017;01-12-2016;photo.png;dokument',
].join('\r\n');

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The template that the page offers, with one row filled in. */
async function filledIn({ page }: BrowserUser): Promise<{ body: Buffer; rows: number }> {
  const link = await page.getByRole('link', { name: 'Skabelon som regneark' }).getAttribute('href');
  const template = await page.request.get(new URL(link!, page.url()).href);
  const bytes = async function* () {
    yield await template.body();
  };
  const records: SheetRow[] = [];
  for await (const some of workbookRows(bytes)) records.push(...some);
  const [titles, ...rows] = records.map(({ cells }) => cells);
  const own: Record<string, string> = {
    borger: 'Bøk-77',
    dato: '01-05-2017',
    henvist: '01-12-2016',
    dokumentation: 'lejekontrakt æøå.pdf',
    kilde: 'dokument',
  };
  const filled = rows.map((cells) =>
    cells.includes('Indflyttet') ? cells.map((cell, i) => own[titles![i]!] ?? cell) : cells,
  );
  const columns = titles!.map((title) => ({ title }));
  return { body: Buffer.from(workbook([{ name: 'Rækker', columns, rows: filled }])), rows: rows.length };
}

export const importing = (arrive: () => BrowsedInstance): void =>
  describe('a file of claims, in a browser', () => {
    let browsed: BrowsedInstance;
    let address = '';
    beforeAll(() => {
      browsed = arrive();
    });

    it('is looked through, imported with its evidence, and what was not taken comes back with why', async () => {
      const supplier = await browsed.signedIn('supplier');
      await supplier.speak('en');
      await supplier.goTo(CONTRACT, 'claims');
      await supplier.press(supplier.page.getByRole('link', { name: 'Import many claims' }));
      await supplier.sees('Drop the files here');
      address = new URL(supplier.page.url()).pathname;
      const link = await supplier.page.getByRole('link', { name: 'Template as a workbook' }).getAttribute('href');
      const template = await supplier.page.request.get(new URL(link!, supplier.page.url()).href);
      expect([template.status(), template.headers()['content-type']]).toEqual([
        200,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ]);
      await supplier.page.getByLabel('Choose files').setInputFiles([
        { name: 'claims.csv', mimeType: 'text/csv', buffer: Buffer.from(ROWS) },
        { name: 'lease.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 lease') },
      ]);
      await supplier.press(supplier.button('Look the file through'));
      await supplier.sees('What would become of the rows of the file (3)');
      await supplier.sees('was not sent along');
      expect(await look(supplier, 'import-looked', VIEWS)).toEqual([]);
      const coming = supplier.page.waitForEvent('download');
      await supplier.page.getByRole('link', { name: 'Get the rows to correct (2)' }).click();
      const returned = readFileSync(await (await coming).path(), 'utf8').split('\r\n');
      expect(returned.slice(0, 2)).toEqual([
        '\ufeffBorger;Resultat;Dato;Henvist;Dokumentation;Kilde;reason',
        'import-2;moved-in;31-04-2017;01-12-2016;lease.pdf;dokument;Write the date as YYYY-MM-DD or DD-MM-YYYY.',
      ]);
      await supplier.press(supplier.button('Import the rows (1)'));
      await supplier.sees('Imported: 1 of 3.');
      expect(await look(supplier, 'import-done', VIEWS)).toEqual([]);
    });

    it("may be the contract's own template, a workbook filled in where there is somebody, with its evidence", async () => {
      const supplier = await browsed.as('supplier');
      await supplier.open(address);
      const { body, rows } = await filledIn(supplier);
      await supplier.page.getByLabel('Vælg filer').setInputFiles([
        { name: 'rækker.xlsx', mimeType: XLSX, buffer: body },
        { name: 'lejekontrakt æøå.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 lejekontrakt') },
      ]);
      await supplier.press(supplier.button('Se filen igennem'));
      await supplier.sees('Hvad der vil ske med filens rækker (1)');
      await supplier.press(supplier.button('Indlæs rækkerne (1)'));
      await supplier.sees('Indlæst: 1 af 1.');
      expect([rows > 10, supplier.faults()]).toEqual([true, []]);
    });

    it('is refused to those who may not send one', async () => {
      const verifier = await browsed.signedIn('verifier');
      await verifier.speak('en');
      await verifier.open(address);
      await verifier.arrivesAt('Your role does not permit this');
      expect(await verifier.page.getByLabel('Choose files').count()).toBe(0);
      expect(await look(verifier, 'not-permitted', VIEWS)).toEqual([]);
    });
  });
