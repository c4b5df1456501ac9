import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BrowsedInstance } from './support/browsed-instance.js';
import { look } from './support/walk.js';

const CONTRACT = 'FCF-ST-BASILS';
const VIEWS = { wide: 'en', phone: 'en', judged: 'wide' } as const;
const ROWS = [
  'Borger;Resultat;Dato;Henvist;Dokumentation;Kilde',
  'import-1;moved-in;01-05-2017;01-12-2016;lease.pdf;dokument',
  'import-2;moved-in;31-04-2017;01-12-2016;lease.pdf;dokument',
  'import-3;moved-in;01-05-2017;01-12-2016;photo.png;dokument',
].join('\r\n');

describe('a file of claims, in a browser', () => {
  let browsed: BrowsedInstance;
  let address = '';
  beforeAll(async () => {
    browsed = await BrowsedInstance.start();
  }, 180_000);
  afterAll(async () => {
    await browsed?.stop();
  }, 60_000);

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
    await supplier.sees('What would become of the 3 rows of the file');
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
    await supplier.sees('1 of 3 rows were taken in.');
    expect(await look(supplier, 'import-done', VIEWS)).toEqual([]);
  }, 120_000);

  it('is refused to those who may not send one', async () => {
    const verifier = await browsed.signedIn('verifier');
    await verifier.speak('en');
    await verifier.open(address);
    await verifier.page
      .getByLabel('Choose files')
      .setInputFiles({ name: 'claims.csv', mimeType: 'text/csv', buffer: Buffer.from(ROWS) });
    await verifier.press(verifier.button('Look the file through'));
    await verifier.sees('Your role does not permit this.');
    expect(verifier.faults()).toEqual([expect.stringMatching(/^403 POST .*\/imports/)]);
  }, 120_000);
});
