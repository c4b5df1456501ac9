import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { csvOf } from './csv.js';
import { fileName } from './file-name.js';
import { moneyOf, type Value } from './value.js';
import { xlsxOf } from './xlsx.js';

const told = { hidden: 'skjult', moment: () => '2026-06-30 14:05' };
const cells = (...row: Value[]) => csvOf(['a'], [row], told).split('\r\n')[1];

describe('a CSV file', () => {
  it('opens in Danish Excel: byte order mark, semicolons, Windows lines', () =>
    expect(csvOf(['Navn', 'Beløb'], [['Ærø', moneyOf('-149950', 'DKK')]], told)).toBe(
      '\ufeffNavn;Beløb\r\nÆrø;-1499,50\r\n',
    ));
  it('writes figures, days and moments as Danish spreadsheets read them', () =>
    expect(
      cells(
        moneyOf('5', 'DKK'),
        moneyOf('1499', 'JPY'),
        { day: '2026-06-30' },
        { at: '' },
        { decimal: '8.5' },
        { share: 0.823 },
        7,
      ),
    ).toBe('0,05;1499;30-06-2026;2026-06-30 14:05;8,5;0,8230;7'));
  it('says what is withheld, and leaves empty what does not apply', () =>
    expect(cells(moneyOf(null, 'DKK'), null, undefined)).toBe('skjult;skjult;'));
  it.each(['=1+1', '+45 12', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1+1', '\u00a0=1'])(
    'does not let a spreadsheet run %j',
    (text) => expect(cells(text)).toMatch(/^"?'/),
  );
  it('guards the heads too, and quotes what would break a line or a cell', () => {
    expect(csvOf(['=x'], [], told)).toBe("\ufeff'=x\r\n");
    expect(cells('a;b', 'say "x"', 'two\nlines')).toBe('"a;b";"say ""x""";"two\nlines"');
  });
});

describe('an XLSX file', () => {
  const sheet = async (...row: Value[]) => {
    const blob = await xlsxOf(
      row.map((_, at) => `k${at}`),
      [row],
      told,
    );
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    const text = (name: string) => strFromU8(files[name]!);
    return { cells: text('xl/worksheets/sheet1.xml'), styles: text('xl/styles.xml') };
  };
  it('holds numbers as numbers, with the decimals of their currency, and days as days', async () => {
    const { cells: written, styles } = await sheet(
      moneyOf('149950', 'DKK'),
      7,
      { share: 0.5 },
      { day: '2026-06-30' },
      moneyOf('5', 'DKK'),
    );
    expect(written).toContain('<c r="A2" s="4"><v>1499.5</v>');
    expect(written).toContain('<c r="B2"><v>7</v>');
    expect(written).toContain('<c r="D2" s="6"><v>46203</v>');
    expect(written).toContain('<c r="E2" s="4"><v>0.05</v>');
    expect([...styles.matchAll(/formatCode="([^"]*)"/g)].map(([, format]) => format)).toEqual([
      '#,##0.00',
      '0.0 %',
      'dd-mm-yyyy',
    ]);
  });
  it('holds text as text, formulas too, and nothing a workbook cannot hold', async () => {
    const { cells: written } = await sheet('=1+1', 'a\u0000b\u001bc\ud800', null, undefined);
    expect(written).not.toContain('<f>');
    expect(written).toContain('s="1" t="inlineStr"><is><t xml:space="preserve">=1+1</t>');
    expect(written).toContain('>abc\ufffd</t>');
    expect(written).toContain('>skjult</t>');
    expect(written).not.toContain('"D2"');
  });
  it('writes an amount that a spreadsheet would round as text', async () => {
    const { cells: written } = await sheet(moneyOf('1000000000000000001', 'DKK'));
    expect(written).toContain('>10000000000000000.01</t>');
  });
});

describe('the name of a file', () => {
  it('says what, of which contract, by which filter, on which day', () =>
    expect(fileName(['AAR-UH-2024', 'Resultatindberetninger', 'Bekræftet'], '2026-11-28', 'xlsx')).toBe(
      'aar-uh-2024_resultatindberetninger_bekraeftet_2026-11-28.xlsx',
    ));
  it('can stand on any machine, and leaves out what is not chosen', () =>
    expect(fileName(['Ærø: "å"/..\\', undefined, ''], '2026-11-28', 'csv')).toBe('aeroe-aa_2026-11-28.csv'));
});
