import { describe, expect, it } from '@jest/globals';
import { UnreadableFile } from '@ringvirkning/reading';
import { strToU8, zipSync } from 'fflate';
import { archiveOf, workbook, workbookRows, zipOf, type SheetRow, type ZipLimits, type ZipPart } from './index.js';

const once = (bytes: Uint8Array, size = bytes.length) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  };
const gathered = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const each of source) all.push(each);
  return all;
};
const rowsOf = async (bytes: Uint8Array, size?: number): Promise<SheetRow[]> =>
  (await gathered(workbookRows(once(bytes, size)))).flat();
const cellsOf = async (bytes: Uint8Array, size?: number) =>
  (await rowsOf(bytes, size)).map(({ row, cells }) => [row, ...cells]);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableFile ? error.fault.code : String(error)),
  );

async function* unzip(open: () => AsyncIterable<Uint8Array>, limits: ZipLimits): AsyncGenerator<ZipPart> {
  yield* (await archiveOf(open, limits)).parts();
}

/** A workbook as a spreadsheet writes it: shared texts and styles behind the sheet. */
const excel = (sheet: string, change: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/worksheets/sheet7.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="a" Target="worksheets/other.xml"/><Relationship Id="b" Target="/xl/worksheets/sheet7.xml"/></Relationships>',
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="h" state="hidden" r:id="a"/><sheet name="s" r:id="b"/></sheets></workbook>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy;@"/><numFmt numFmtId="165" formatCode="0.0&quot; dage&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
        'xl/sharedStrings.xml':
          '<sst><si><t>Bæk &amp; Å</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si></sst>',
        ...change,
      }).map(([path, text]) => [path, strToU8(text)]),
    ),
  );
const c = (at: string, value: string, attributes = ''): string =>
  `<x:c r="${at}" ${attributes}><x:v>${value}</x:v></x:c>`;
const firstRow = async (cell: string, change?: Record<string, string>) =>
  (await cellsOf(excel(`<x:row r="1">${cell}</x:row>`, change)))[0]?.[1];

/** One kind of thing, over and over: a few kilobytes that grow. */
const over = (text: string, megabytes: number): string => text.repeat((megabytes * 1_000_000) / text.length);
const [SHEET, TEXTS] = ['xl/worksheets/sheet7.xml', 'xl/sharedStrings.xml'];

describe('the rows of a workbook', () => {
  it.each<[what: string, part: string, xml: string, code: string]>([
    ['nests without end', SHEET, over('<a>', 3), 'not-xml'],
    [
      'has a tag of attributes without end',
      SHEET,
      `<a ${Array.from({ length: 500 }, (_, i) => `a${i}="${over('x', 0.01)}"`).join(' ')}/>`,
      'not-xml',
    ],
    ['has a gap without end', SHEET, `<a>${over(' ', 9)}</a>`, 'not-xml'],
    ['has texts of nothing without end', TEXTS, `<sst>${over('<si/>', 11)}</sst>`, 'too-much-text'],
    [
      'has styles without end',
      'xl/styles.xml',
      `<s><cellXfs>${over(`<xf a="${over('x', 0.01)}"/>`, 21)}</cellXfs></s>`,
      'too-much-text',
    ],
  ])('are refused where it %s', async (_, part, xml, code) =>
    expect(await codeOf(rowsOf(excel('', { [part]: xml }), 1_000))).toBe(code),
  );

  it('leave turns to others, also while there are none', async () => {
    let steps = 0;
    for await (const _ of workbookRows(once(excel(over('<x:row/>', 8)), 1_000))) steps += 1;
    expect(steps).toBeGreaterThan(4);
  });

  it('are those of its first visible sheet, however its bytes are cut', async () => {
    const bytes = excel(
      `<x:row r="1">${c('A1', '0', 't="s"')}${c('C1', '1', 't="s"')}</x:row><x:row r="2"/><x:row r="4">${c('B4', 'x', 't="str"')}</x:row>`,
    );
    const expected = [
      [1, 'Bæk & Å', '', 'rich'],
      [4, '', 'x', ''],
    ];
    for (const size of [bytes.length, 100, 1]) expect(await cellsOf(bytes, size)).toEqual(expected);
  });
  it.each<[string, string, string]>([
    ['a day', c('A1', '46143', 's="1"'), '2026-05-01'],
    ['a day of an own format', c('A1', '46143', 's="2"'), '2026-05-01'],
    ['a day with a time', c('A1', '46143.75', 's="2"'), '2026-05-01 18:00'],
    ['a number with a word behind it', c('A1', '46143', 's="3"'), '46143'],
    ['a number as programs keep it', c('A1', '4.5000000000000001'), '4.5'],
    ['three decimals', c('A1', '1.125'), '1.1250'],
    ['a number that was rounded', c('A1', '1.23456789012345E+15'), '1.23456789012345e+15'],
    ['a fault', c('A1', '#REF!', 't="e"'), '#REF!'],
    ['a truth', c('A1', '1', 't="b"'), 'TRUE'],
    ['a formula', '<x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c>', '2'],
    ['a text in place', '<x:c r="A1" t="inlineStr"><x:is><x:t> å </x:t></x:is></x:c>', 'å'],
  ])('show %s', async (_, cell, text) => expect(await firstRow(cell)).toBe(text));
  it('count days from 1904 where the workbook does', async () =>
    expect(
      await firstRow(c('A1', '44681', 's="1"'), {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="s" r:id="b"/></sheets></workbook>',
      }),
    ).toBe('2026-05-01'));
  it.each<[string, Uint8Array, string]>([
    ['is no archive', strToU8('PK is not enough'), 'not-a-zip'],
    ['is cut off', excel('<x:row/>').subarray(0, 300), 'not-a-zip'],
    ['is another archive', zipSync({ 'a.txt': strToU8('a') }), 'not-a-workbook'],
    ['is damaged', excel('<x:row></x:c>'), 'not-xml'],
    ['has an endless cell', excel(`<x:row r="1">${c('A1', 'x'.repeat(20_000), 't="str"')}</x:row>`), 'row-too-long'],
    ['has cells far out', excel(`<x:row r="1">${c('XFD1', '1')}</x:row>`), 'row-too-long'],
  ])('of a file that %s are none', async (_, bytes, code) => expect(await codeOf(rowsOf(bytes))).toBe(code));
  it('define no entities that grow', async () =>
    expect(
      await codeOf(
        rowsOf(
          excel('', {
            'xl/sharedStrings.xml':
              '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
          }),
        ),
      ),
    ).toBe('not-xml'));
});

describe('a workbook that is written', () => {
  it('is read as it was, with what XML or a spreadsheet would change', async () => {
    const bytes = workbook([
      {
        name: 'Rækker: [1]',
        columns: [{ title: 'nøgle' }, { title: 'resultat', choices: ['<job> & "bolig"', 'score'] }, { title: 'kr.' }],
        rows: [
          ['00123', '<job> & "bolig"\u0001', 1.125],
          ['', 'score', 12],
        ],
      },
    ]);
    expect(await cellsOf(bytes)).toEqual([
      [1, 'nøgle', 'resultat', 'kr.'],
      [2, '00123', '<job> & "bolig"', '1.1250'],
      [3, '', 'score', '12'],
    ]);
  });
  it('lets one choose among what is allowed', async () => {
    const bytes = workbook([
      { name: 'a', columns: [{ title: 'x' }, { title: 'y', choices: ['1', '2', '3'] }], rows: [] },
    ]);
    const parts = await gathered(unzip(once(bytes), { entries: 20, bytes: 1e6 }));
    const sheet = Buffer.concat(
      parts.filter(({ name }) => name.endsWith('sheet1.xml')).map(({ piece }) => piece),
    ).toString();
    expect(sheet).toContain('sqref="B2:B1048576"><formula1>Lister!$A$2:$A$4</formula1>');
  });
  it('has columns behind Z', async () => {
    const columns = Array.from({ length: 30 }, (_, i) => ({ title: `c${i}` }));
    expect((await rowsOf(workbook([{ name: 'a', columns, rows: [] }])))[0]!.cells).toEqual(
      columns.map(({ title }) => title),
    );
  });
});

/** The archive of one entry with its sizes and places in 64 bits. */
function inLongForm(plain: Buffer): Buffer {
  const [list, end] = [plain.indexOf('PK\x01\x02'), plain.indexOf('PK\x05\x06')];
  const line = Buffer.from(plain.subarray(list, end));
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  for (const [place, to] of [
    [24, 4],
    [20, 12],
    [42, 20],
  ] as const) {
    extra.writeBigUInt64LE(BigInt(line.readUInt32LE(place)), to);
    line.writeUInt32LE(0xffff_ffff, place);
  }
  line.writeUInt16LE(28, 30);
  const longEnd = Buffer.alloc(56);
  longEnd.write('PK\x06\x06', 'latin1');
  longEnd.writeBigUInt64LE(1n, 32);
  longEnd.writeBigUInt64LE(BigInt(list), 48);
  const pointer = Buffer.alloc(20);
  pointer.write('PK\x06\x07', 'latin1');
  pointer.writeBigUInt64LE(BigInt(end + 28), 8);
  const shortEnd = Buffer.from(plain.subarray(end));
  shortEnd.fill(0xff, 8, 20);
  return Buffer.concat([plain.subarray(0, list), line, extra, longEnd, pointer, shortEnd]);
}

describe('an archive', () => {
  const contents = (parts: readonly ZipPart[]) =>
    [...Map.groupBy(parts, ({ name }) => name)].map(([name, own]) => [
      name,
      Buffer.concat(own.map(({ piece }) => piece)).toString(),
    ]);
  const limits = { entries: 10, bytes: 1_000_000 };

  it('gives back what was put into it', async () => {
    const files = [
      { name: 'a.csv', bytes: [strToU8('x;y')] },
      { name: 'mappe/ø.pdf', bytes: [strToU8('%PDF'), strToU8('-1.7')] },
    ];
    const bytes = Buffer.concat(await gathered(zipOf(files)));
    expect(contents(await gathered(unzip(once(bytes, 7), limits)))).toEqual([
      ['a.csv', 'x;y'],
      ['mappe/ø.pdf', '%PDF-1.7'],
    ]);
  });
  it('tells its names without unpacking, and passes over what is not wanted', async () => {
    let reads = 0;
    const bytes = Buffer.from(zipSync({ bomb: new Uint8Array(2_000_000), 'a.csv': strToU8('x;y') }));
    const archive = await archiveOf(() => {
      reads += 1;
      return once(bytes, 64)();
    }, limits);
    expect(archive.names).toEqual(['bomb', 'a.csv']);
    expect(contents(await gathered(archive.parts((name) => name === 'a.csv')))).toEqual([['a.csv', 'x;y']]);
    expect(reads).toBe(2);
  });
  it('may hold workbooks and documents, which are archives themselves', async () => {
    const inner = zipSync({ '[Content_Types].xml': strToU8('<Types/>') });
    const files = [
      { name: 'rækker.xlsx', bytes: [inner] },
      { name: 'lejekontrakt.docx', bytes: [inner] },
    ];
    const bytes = Buffer.concat(await gathered(zipOf(files)));
    expect(contents(await gathered(unzip(once(bytes, 7), limits)))).toEqual(
      files.map(({ name }) => [name, Buffer.from(inner).toString()]),
    );
  });
  it.each([
    ['Windows', '91 9b 86', 'æøå'],
    ['an older Mac', 'c3 a6 c3 b8 c3 a5', 'æøå'],
  ])('of %s, which does not say how names are written, has them in Danish', async (_, hex, name) => {
    const letters = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    const bytes = Buffer.from(zipSync({ ['x'.repeat(letters.length)]: strToU8('1') }));
    for (let at = bytes.indexOf('xxx'); at >= 0; at = bytes.indexOf('xxx', at)) letters.copy(bytes, at);
    expect(contents(await gathered(unzip(once(bytes), limits)))).toEqual([[name, '1']]);
  });
  it('in the form for large ones is read like any other', async () => {
    const plain = Buffer.from(zipSync({ 'a.csv': strToU8('x;y') }, { level: 0 }));
    expect(contents(await gathered(unzip(once(inLongForm(plain), 5), limits)))).toEqual([['a.csv', 'x;y']]);
  });
  it('whose entries lie over each other is refused', async () => {
    const bytes = Buffer.from(zipSync({ a: strToU8('1'), b: strToU8('2') }, { level: 0 }));
    const second = bytes.lastIndexOf('PK\x01\x02');
    bytes.writeUInt32LE(0, second + 42);
    expect(await codeOf(gathered(unzip(once(bytes), limits)))).toBe('not-a-zip');
  });
  it('that grows beyond its limit is cut off on the way', async () => {
    const bomb = zipSync({ bomb: new Uint8Array(200_000_000) });
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const work = (async () => {
      for await (const _ of unzip(once(bomb, 65_536), limits))
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    })();
    expect(await codeOf(work)).toBe('zip-too-large');
    expect(most).toBeLessThan(60_000_000);
  });
  it('of too many entries is refused', async () => {
    const bytes = zipSync(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}`, new Uint8Array(1)])));
    expect(await codeOf(gathered(unzip(once(bytes), limits)))).toBe('zip-too-many');
  });
});
